//! The bundled rubric in other languages: their words stand in the message files, under `term.…`.

use super::Rubric;
use crate::base::json_write::to_json;
use crate::base::text::{Text, TextByRole};
use crate::base::texts::Texts;
use crate::rubric::Missing;

impl Rubric {
    /// The bundled rubric with its words in another language beside the English ones, as far as the message file has them:
    /// title, notice, stems, roles, names, questions, the texts of all categories. Ratings may then be read by these
    /// words too. Ids, version and fingerprint are the same. Another instrument has its own words and comes back as it is.
    ///
    /// The German and the Spanish words are drafts that no teacher has read; the notice says so.
    ///
    /// ```
    /// use collabpro_core::Rubric;
    /// use collabpro_core::message::Texts;
    ///
    /// let rubric = Rubric::bundled().translated(Texts::loaded("de")?);
    /// let criterion = rubric.criterion("7a").unwrap();
    /// assert_eq!(criterion.name.get("de"), "Unterricht erarbeiten");
    /// assert_eq!(criterion.levels[0].text.get("de"), "Jede und jeder von uns erarbeitet Stunden allein.");
    /// assert_eq!(rubric.scale_of("7a").unwrap().level("gemeinsam getragen"), Some(2));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    #[must_use]
    pub fn translated(&self, texts: &Texts) -> Self {
        if !self.is_bundled() {
            return self.clone();
        }
        let mut document = self.document().clone();
        let say = |text: &mut Text, name: &[&str]| {
            if let Some(own) = texts.pattern(&["term.", &name.join(":")].concat()) {
                text.insert(texts.language(), own.to_owned());
            }
        };
        let by_role = |all: &mut TextByRole, name: &[&str]| {
            let roles: Vec<String> = all.iter().map(|(role, _)| role.to_owned()).collect();
            for role in &roles {
                if let Some(text) = all.0.get_mut(role) {
                    say(text, &[name, &[role.as_str()]].concat());
                }
            }
        };
        say(&mut document.title, &["title"]);
        say(&mut document.notice, &["notice"]);
        say(&mut document.stem, &["stem"]);
        by_role(&mut document.stem_by_role, &["stem"]);
        for reason in Missing::ALL {
            say(document.missing.of_mut(*reason), &["missing", reason.id()]);
        }
        for role in &mut document.roles {
            say(&mut role.label, &["label", &role.id]);
            role.plural.iter_mut().for_each(|plural| say(plural, &["role", &role.id]));
        }
        for scale in &mut document.scales {
            for category in &mut scale.categories {
                say(&mut category.label, &["category", &scale.id, &category.id]);
                category.about.iter_mut().for_each(|about| say(about, &["about", &scale.id, &category.id]));
            }
        }
        for criterion in &mut document.criteria {
            let id = criterion.id.as_str();
            say(&mut criterion.name, &["criterion", id]);
            by_role(&mut criterion.name_by_role, &["criterion", id]);
            let asked = [("question", &mut criterion.question), ("stem", &mut criterion.stem)];
            for (kind, text) in asked.into_iter().chain([("evidence", &mut criterion.evidence)]) {
                text.iter_mut().for_each(|text| say(text, &[kind, id]));
            }
            for level in &mut criterion.levels {
                say(&mut level.text, &["rung", id, &level.category]);
                by_role(&mut level.text_by_role, &["rung", id, &level.category]);
            }
        }
        // Only words were added, so the document is read as the one before was.
        Self::from_json(&to_json(&document)).unwrap_or_else(|_| self.clone())
    }
}
