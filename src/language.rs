//! The language of an article, where that is plain.

use whatlang::{Lang, detect};

use crate::article::Article;

/// Letters from which a guess is worth having.
const ENOUGH: usize = 40;

/// ISO 639-1 code of the article's language (639-3 where it has none); `None` for texts too short
/// or too mixed to tell.
pub(crate) fn language(article: &Article) -> Option<String> {
    let text: String = article.stretches.iter().map(|s| s.of(article.view.text())).collect();
    if text.chars().filter(|c| c.is_alphabetic()).take(ENOUGH).count() < ENOUGH {
        return None;
    }
    let found = detect(&text)?;
    found.is_reliable().then(|| code(found.lang()).to_owned())
}

/// The two-letter code of the languages that news comes in, the three-letter one of the others.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Vie => "vi",
        other => other.code(),
    }
}

/// Whether a model for `languages` is to leave an article in `language` alone. One whose language
/// is not plain is read, and a model that does not say its languages, as checkpoints do not, reads
/// all.
pub(crate) fn is_foreign(language: Option<&str>, languages: &[String]) -> bool {
    let is_known = |code| languages.iter().any(|known| known == code);
    !languages.is_empty() && language.is_some_and(|code| !is_known(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Markup, clean};

    #[test]
    fn tells_plain_cases_and_leaves_the_rest() {
        let of = |text: &str| language(&clean(text, Markup::Plain));
        let english =
            "The Security Council met on Thursday to discuss the theft of virtual assets.";
        let german =
            "Der Sicherheitsrat hat am Donnerstag über den Diebstahl von Kryptowährungen beraten.";
        assert_eq!(of(english).as_deref(), Some("en"));
        assert_eq!(of(german).as_deref(), Some("de"));
        assert_eq!(of("UN"), None);
    }

    #[test]
    fn a_language_that_is_not_plain_is_read() {
        let known = ["en".to_owned()];
        assert!(is_foreign(Some("de"), &known));
        assert!(!is_foreign(Some("en"), &known));
        assert!(!is_foreign(None, &known));
    }

    #[test]
    fn a_model_that_does_not_say_its_languages_reads_all() {
        assert!(!is_foreign(Some("en"), &[]));
        assert!(!is_foreign(Some("de"), &[]));
    }

    /// Every article at hand is English: one that is taken for something else would not be read.
    #[test]
    fn no_english_article_is_taken_for_another() {
        let known = ["en".to_owned()];
        let mut folders = vec![std::path::PathBuf::from("seeds")];
        match std::env::var_os("WIREDESK_DATA") {
            Some(data) => folders.push(std::path::Path::new(&data).join("articles")),
            None => eprintln!("WIREDESK_DATA is not set: only seeds/ is looked at"),
        }
        let mut seen = 0;
        for file in folders.iter().flat_map(walkdir::WalkDir::new).filter_map(Result::ok) {
            let markup = match file.path().extension().and_then(|ending| ending.to_str()) {
                Some("txt") => Markup::Plain,
                Some("html") => Markup::Html,
                _ => continue,
            };
            let Ok(text) = std::fs::read_to_string(file.path()) else { continue };
            let found = language(&clean(&text, markup));
            assert!(!is_foreign(found.as_deref(), &known), "{}: {found:?}", file.path().display());
            seen += 1;
        }
        assert!(seen >= 8, "{seen} articles");
        println!("{seen} articles, none taken for foreign");
    }
}
