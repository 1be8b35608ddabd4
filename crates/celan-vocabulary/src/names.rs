//! Names that a text defines for itself: 以下简称“三重创新”, （简称“专项”）.

/// What follows 简称 or 以下统称, between quotation marks.
pub(crate) fn defined(texts: &[&str]) -> Vec<String> {
    const MARKS: [&str; 2] = ["简称", "统称"];
    const LONGEST: usize = 16;
    let mut names = Vec::new();
    for text in texts {
        for mark in MARKS {
            for (at, _) in text.match_indices(mark) {
                let rest = text[at + mark.len()..].trim_start_matches(['为', '：', ' ']);
                let Some(rest) = rest.strip_prefix('“') else {
                    continue;
                };
                let Some((name, _)) = rest.split_once('”') else {
                    continue;
                };
                let length = name.chars().count();
                if (2..=LONGEST).contains(&length) && name.chars().all(|c| c.is_alphanumeric()) {
                    names.push(name.to_owned());
                }
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn announced_names_are_found() {
        let text = "科学技术厅（以下简称“科技厅”）会同（简称为“专项”）办理；简称不明，“其他”。";
        assert_eq!(defined(&[text]), ["科技厅", "专项"]);
    }
}
