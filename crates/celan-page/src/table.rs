//! Tables: a table where the frame is wide, and where it is narrow the form that its content allows.

use crate::inline::{own_link, some};
use celan_document::Table;
use celan_locale::{LaterStrings, fill};
use maud::{Markup, html};

/// Columns of a table that stays one on a narrow screen.
const SLIM: usize = 4;
/// Characters of a figure and of a short text in such a table.
const SHORT_FIGURE: usize = 8;
const SHORT_TEXT: usize = 12;
/// Columns of figures beside the name that make a series.
const SERIES: usize = 4;
/// Columns from which a table may be wider than its frame, and from which paper is turned.
const WIDE: usize = 9;
const BROAD: usize = 21;
/// Characters of a figure, and of the number of a row.
const FIGURE: usize = 12;
const ORDINAL: usize = 4;
/// Characters of what stands at the head of a column that each cell repeats.
const LABEL: usize = 60;

/// What a table is, column by column.
struct Shape {
    columns: usize,
    /// Which columns hold figures.
    figures: Vec<bool>,
    /// Characters of the longest cell below the head, by column.
    longest: Vec<usize>,
    /// Whether the first column counts the rows.
    counted: bool,
    /// Whether first cells stand empty below a filled one, which is meant for these too.
    grouped: bool,
}

impl Shape {
    fn of(table: &Table) -> Self {
        let rows = table.rows.iter().map(Vec::len);
        let columns = rows.chain([table.header.len()]).max().unwrap_or(0);
        let first = || table.rows.iter().filter_map(|row| row.first());
        let is_ordinal = |cell: &String| {
            let cell = cell.trim();
            (1..=ORDINAL).contains(&cell.chars().count())
                && cell.chars().all(|c| c.is_ascii_digit() || c == '.')
        };
        let (figures, longest) = columns_of(table, columns);
        let filled = first().position(|cell| !cell.trim().is_empty());
        Self {
            columns,
            figures,
            longest,
            counted: columns > 1 && first().next().is_some() && first().all(is_ordinal),
            grouped: filled.is_some_and(|at| first().skip(at).any(|cell| cell.trim().is_empty())),
        }
    }

    /// The column whose cells name the rows.
    fn name(&self) -> usize {
        usize::from(self.counted)
    }

    /// The classes of the frame: the form on a narrow screen, and how wide the table is.
    fn form(&self) -> String {
        let long = |at: usize| {
            let most = if self.figures[at] {
                SHORT_FIGURE
            } else {
                SHORT_TEXT
            };
            self.longest[at] > most
        };
        let long = (0..self.columns).filter(|at| long(*at)).count();
        let figures = self.figures.iter().filter(|is| **is).count();
        let narrow = if self.columns <= SLIM && long <= 1 && !self.grouped {
            "frame slim"
        } else if figures >= SERIES {
            "frame rows series"
        } else {
            "frame rows"
        };
        let width = match self.columns {
            BROAD.. => " wide broad",
            WIDE.. => " wide",
            _ => "",
        };
        [narrow, width].concat()
    }

    /// The class of a cell.
    fn class(&self, column: usize) -> Option<&'static str> {
        match column {
            _ if self.figures.get(column) == Some(&true) => Some("num"),
            0 if self.counted => Some("ord"),
            _ if column == self.name() => Some("name"),
            _ => None,
        }
    }

    /// What the head says of a column. Over the number and the name of a row stands one word.
    fn label<'a>(&self, table: &'a Table, column: usize) -> Option<&'a str> {
        let head = |at: usize| table.header.get(at).map(String::as_str);
        let own = head(column).filter(|label| !label.is_empty());
        own.filter(|_| column > self.name()).map(|label| {
            let end = label.char_indices().nth(LABEL);
            end.map_or(label, |(end, _)| &label[..end])
        })
    }

    /// Whether one cell of the head stands over the number and the name of a row.
    fn joins_head(&self, table: &Table) -> bool {
        let empty = |at: usize| table.header.get(at).is_some_and(String::is_empty);
        self.counted && !empty(0) && empty(1)
    }
}

/// Writes a table. The style makes a block of each row where the frame is narrow; each cell then
/// says what stands at the head of its column, by `data-k`, so that it is neither copied nor found.
pub(crate) fn write(s: &LaterStrings, id: &str, table: &Table) -> Markup {
    let name = match &table.caption {
        Some(caption) => fill(s.table_named, &[("caption", caption)]),
        None => s.table_plain.to_owned(),
    };
    let shape = Shape::of(table);
    let joined = shape.joins_head(table);
    html! {
        figure class=(shape.form()) id=[some(id)] tabindex="0" aria-label=(name) {
            (own_link(id, s.mark_table, s.link_table))
            table role="table" {
                @if let Some(caption) = &table.caption {
                    caption { (caption) }
                }
                @if !table.header.is_empty() {
                    thead role="rowgroup" { tr role="row" {
                        @for (column, cell) in table.header.iter().enumerate() {
                            @if cell.is_empty() { td role="cell" hidden[column == 1 && joined] {} }
                            @else {
                                th scope="col" role="columnheader" class=[shape.class(column)]
                                    colspan=[(column == 0 && joined).then_some("2")] { (cell) }
                            }
                        }
                    } }
                }
                tbody role="rowgroup" {
                    @for row in &table.rows {
                        tr role="row" {
                            @for (column, cell) in row.iter().enumerate() {
                                td role="cell" class=[shape.class(column)]
                                    data-k=[shape.label(table, column)] { (cell) }
                            }
                        }
                    }
                }
            }
            @if !table.notes.is_empty() {
                figcaption { @for note in &table.notes { span { (note) } } }
            }
        }
        "\n"
    }
}

/// Of each column whether it holds figures (short cells, most with a digit; the first column holds names or
/// serial numbers), and how long its longest cell is. Each cell is looked at once: rows may be as many as columns.
fn columns_of(table: &Table, columns: usize) -> (Vec<bool>, Vec<usize>) {
    #[derive(Clone, Default)]
    struct Column {
        filled: usize,
        with_digit: usize,
        long: bool,
        longest: usize,
    }
    let mut all = vec![Column::default(); columns];
    for (column, cell) in table.rows.iter().flat_map(|row| row.iter().enumerate()) {
        let column = &mut all[column];
        column.longest = column.longest.max(cell.chars().count());
        let cell = cell.trim();
        if !cell.is_empty() {
            column.filled += 1;
            column.long |= cell.chars().count() > FIGURE;
            column.with_digit += usize::from(cell.contains(|c: char| c.is_ascii_digit()));
        }
    }
    let figures = |(at, column): (usize, &Column)| {
        at > 0 && !column.long && column.filled > 0 && column.with_digit * 2 > column.filled
    };
    let figures = all.iter().enumerate().map(figures).collect();
    (figures, all.iter().map(|column| column.longest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_locale::Language;

    fn table(header: &[&str], rows: &[&[&str]]) -> Table {
        let own = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        Table {
            header: own(header),
            rows: rows.iter().map(|row| own(row)).collect(),
            ..Table::default()
        }
    }

    fn form(header: &[&str], rows: &[&[&str]]) -> String {
        let table = table(header, rows);
        Shape::of(&table).form()
    }

    #[test]
    fn the_form_follows_the_content() {
        let indicators: &[&[&str]] = &[
            &[
                "1",
                "规模以上工业企业研发经费支出与营业收入之比（%）",
                "0.9",
                "1.1",
            ],
            &["2", "公民具备科学素质的比例（%）", "6.2", "10"],
        ];
        assert_eq!(
            form(&["指标", "", "2015年", "2020年"], indicators),
            "frame slim"
        );
        let years: &[&[&str]] = &[&["成交额", "1", "2", "3", "4"]];
        assert_eq!(
            form(&["项", "一", "二", "三", "四"], years),
            "frame rows series"
        );
        let long = "经评估后达到国际先进水平的项目给予一次性奖励";
        assert_eq!(form(&["项目", "条件"], &[&[long, long]]), "frame rows");
        let grouped: &[&[&str]] = &[&["国家级", "中心", "5"], &["", "实验室", "3"]];
        assert_eq!(form(&["层级", "平台", "万元"], grouped), "frame rows");
        let many = vec!["1"; 30];
        assert_eq!(form(&many, &[&many]), "frame rows series wide broad");
    }

    #[test]
    fn every_cell_says_its_head_and_one_word_stands_over_number_and_name() {
        let table = table(
            &["指标", "", "2015年", "2020年"],
            &[&["1", "贡献率", "55.3", "60"], &["2", "强度", "2.1", "2.5"]],
        );
        let html = write(Language::default().later_strings(), "t1", &table).into_string();
        assert_eq!(html.matches("colspan=\"2\"").count(), 1);
        assert_eq!(html.matches("data-k=\"2015年\"").count(), 2);
        assert!(html.contains(r#"class="ord">1<"#) && html.contains(r#"class="name">强度<"#));
    }
}
