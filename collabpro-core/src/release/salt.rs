//! Who is told apart in a release: by keyed hashes where there is a salt, by numbers that mean nothing where there is none.
//!
//! `person = HMAC-SHA-256(k₁, name)` and `check = HMAC-SHA-256(k₂, "")`, the first 128 bits of each, with the keys
//! `kᵢ = HMAC-SHA-256(salt, purpose)` of two purposes: from the check nothing follows for the hashes, and from neither
//! the salt, unless it can be guessed. HMAC: RFC 2104; SHA-256: FIPS 180-4.

use hmac_sha256::HMAC;

use crate::base::dictionary::Dictionary;
use crate::base::error::{Error, ErrorCode, Place, Problem, Result};
use crate::base::message::Message;
use crate::base::nfc::nfc;

/// Characters of the shortest salt.
const SHORTEST: usize = 16;
const PERSON: &str = "collabpro.release/2 person";
const CHECK: &str = "collabpro.release/2 check";

/// Makes a salt: 128 bits from the operating system's (in a browser, the page's) source of randomness, as 32 hexadecimal
/// digits. Keep it apart from the ratings and the release record; without it the record is of no use, with it hashes can
/// be tried.
///
/// # Errors
/// `io` where there is no source of randomness.
///
/// ```
/// let salt = collabpro_core::release::new_salt()?;
/// assert_eq!(salt.len(), 32);
/// assert_ne!(salt, collabpro_core::release::new_salt()?);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
pub fn new_salt() -> Result<String> {
    let mut bits = [0; 16];
    getrandom::fill(&mut bits)
        .map_err(|error| Problem::new(ErrorCode::Io, Place::default()).with("what", error.to_string()))?;
    Ok(format!("{:032x}", u128::from_be_bytes(bits)))
}

/// Refuses a salt that could be tried out. The error does not repeat it.
pub(super) fn check(salt: &str) -> Result<()> {
    let found = nfc(salt).chars().count();
    if found >= SHORTEST {
        return Ok(());
    }
    let what = Message::new("salt.short").count("found", found as u64).count("least", SHORTEST as u64);
    Err(invalid(what))
}

/// A salt that is too short, missing, or not that of an earlier release.
pub(super) fn invalid(what: Message) -> Error {
    Problem::new(ErrorCode::InvalidSalt, Place::path("salt")).say("what", what).into()
}

/// There is no record without a salt, neither a new one nor an earlier one.
pub(crate) fn missing() -> Error {
    invalid(Message::new("salt.missing"))
}

/// Gives each person a code, the same one for the same person.
pub(super) enum Codes {
    Keyed { person: HMAC, check: u128 },
    Numbered(Dictionary),
}

impl Codes {
    pub(super) fn new(salt: Option<&str>) -> Self {
        let Some(salt) = salt else { return Self::Numbered(Dictionary::default()) };
        let salt = nfc(salt);
        let hash = |purpose: &str| HMAC::new(HMAC::mac(purpose, salt.as_bytes()));
        Self::Keyed { person: hash(PERSON), check: first_half(hash(CHECK), "") }
    }

    pub(super) fn of(&mut self, person: &str) -> u128 {
        match self {
            Self::Keyed { person: hash, .. } => first_half(hash.clone(), person),
            // Ratings number their raters in 32 bits, so a code is always found.
            Self::Numbered(people) => people.code(person).map_or(u128::MAX, u128::from),
        }
    }

    /// Tells whether another salt was used; nothing where there is none.
    pub(super) fn check(&self) -> Option<u128> {
        match self {
            Self::Keyed { check, .. } => Some(*check),
            Self::Numbered(_) => None,
        }
    }
}

fn first_half(mut hash: HMAC, name: &str) -> u128 {
    hash.update(name);
    hash.finalize().iter().take(16).fold(0, |value, byte| value << 8 | u128::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(salt: &str, person: &str) -> u128 {
        Codes::new(Some(salt)).of(person)
    }

    #[test]
    fn hmac_is_that_of_rfc_4231() {
        // Test case 2.
        let half = first_half(HMAC::new("Jefe"), "what do ya want for nothing?");
        assert_eq!(half, 0x5bdc_c146_bf60_754e_6a04_2426_0895_75c7);
    }

    #[test]
    fn the_same_salt_and_person_give_the_same_hash_and_others_another() {
        let (salt, other) = ("a salt of the school", "a salt of the county");
        assert_eq!(of(salt, "cobalt-heron-42"), of(salt, "cobalt-heron-42"));
        assert_ne!(of(salt, "cobalt-heron-42"), of(salt, "cobalt-heron-43"));
        assert_ne!(of(salt, "cobalt-heron-42"), of(other, "cobalt-heron-42"));
        let check = |salt| Codes::new(Some(salt)).check();
        assert_eq!(check(salt), check(salt));
        assert_ne!(check(salt), check(other));
        // Nobody's name gives the check, though both come from one salt.
        assert_ne!(check(salt), Some(of(salt, "")));
    }

    #[test]
    fn a_salt_is_the_same_however_its_accents_are_typed() {
        assert_eq!(of("Schl\u{fc}ssel der Schule", "r1"), of("Schlu\u{308}ssel der Schule", "r1"));
    }

    #[test]
    fn without_a_salt_people_have_numbers_and_no_check() {
        let mut codes = Codes::new(None);
        assert_eq!([codes.of("b"), codes.of("a"), codes.of("b")], [0, 1, 0]);
        assert_eq!(codes.check(), None);
    }

    #[test]
    fn short_salts_are_refused_and_not_repeated() {
        let error = check("fifteen letters").unwrap_err();
        assert_eq!((error.code(), error.path().as_str()), (ErrorCode::InvalidSalt, "salt"));
        assert!(!error.to_json().contains("fifteen letters"));
        assert!(check("sixteen letters!").is_ok());
        assert!(check(&new_salt().unwrap()).is_ok());
    }
}
