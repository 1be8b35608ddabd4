//! Titles folded, so that two printings of one title are equal.

use celan_text::fold_char;

/// Folds a title: width, case and script; white space and marks do not count.
pub fn fold_title(title: &str) -> String {
    folded_title(title).collect()
}

/// The characters of a folded title, one after the other.
pub fn folded_title(title: &str) -> impl Iterator<Item = char> {
    let folded = title.chars().filter_map(fold_char);
    folded.filter(|c| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printings_of_one_title_are_equal() {
        assert_eq!(fold_title("《甲－乙》的　通知（试行）"), "甲乙的通知试行");
        assert_eq!(fold_title("“十三五”规劃ＡＢ"), fold_title("十三五规划ab"));
    }
}
