//! What is asked, as a value and as the parameters of an address.

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Who one is.
    pub who: Option<String>,
    /// What one wants.
    pub want: Option<String>,
    /// Which level.
    pub level: Option<String>,
    /// In which order.
    pub sort: Sort,
    /// Without those that have ended; those of which it is unknown stay.
    pub open: bool,
}

/// The order of answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// What names the group first, then by level and as in the texts.
    #[default]
    Fit,
    /// The highest sum first.
    Sum,
    /// By level, and as in the texts.
    Level,
}

impl Query {
    /// Reads the parameters of an address, decoded already. Unknown ones, and unknown values of `sort` and
    /// `standing`, are passed over.
    pub fn read<'p>(parameters: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in parameters {
            let value_of = || (!value.is_empty()).then(|| value.to_owned());
            match (name, value) {
                ("who", _) => query.who = value_of(),
                ("want", _) => query.want = value_of(),
                ("level", _) => query.level = value_of(),
                ("sort", "sum") => query.sort = Sort::Sum,
                ("sort", "level") => query.sort = Sort::Level,
                ("standing", "open") => query.open = true,
                _ => {}
            }
        }
        query
    }

    /// The parameters of an address, to be encoded, in the order in which they are written.
    pub fn parameters(&self) -> Vec<(&'static str, &str)> {
        let mut out = vec![("find", "1")];
        for (name, value) in [
            ("who", &self.who),
            ("want", &self.want),
            ("level", &self.level),
        ] {
            if let Some(value) = value {
                out.push((name, value));
            }
        }
        match self.sort {
            Sort::Fit => {}
            Sort::Sum => out.push(("sort", "sum")),
            Sort::Level => out.push(("sort", "level")),
        }
        if self.open {
            out.push(("standing", "open"));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_survives_its_address() {
        for sort in [Sort::Fit, Sort::Sum, Sort::Level] {
            for open in [false, true] {
                let query = Query {
                    who: Some("firm".into()),
                    want: None,
                    level: Some("市".into()),
                    sort,
                    open,
                };
                assert_eq!(Query::read(query.parameters()), query);
            }
        }
        assert_eq!(
            Query::read([("who", ""), ("sort", "x"), ("y", "z")]),
            Query::default()
        );
    }
}
