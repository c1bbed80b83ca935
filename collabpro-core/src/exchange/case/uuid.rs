//! Name-based UUIDs (version 5, RFC 9562): the same name gives the same identifier everywhere, without a clock.

/// SHA-1 (FIPS 180-4), which version 5 is built on; nothing secret rests on it.
fn sha1(bytes: &[u8]) -> [u32; 5] {
    let mut state: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((bytes.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks_exact(64) {
        let mut words = [0_u32; 80];
        for (word, four) in words.iter_mut().zip(block.chunks_exact(4)) {
            *word = four.iter().fold(0, |word, byte| word << 8 | u32::from(*byte));
        }
        for at in 16..80 {
            words[at] = (words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16]).rotate_left(1);
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (at, word) in words.iter().enumerate() {
            let (mixed, constant) = match at / 20 {
                0 => ((b & c) | (!b & d), 0x5a82_7999),
                1 => (b ^ c ^ d, 0x6ed9_eba1),
                2 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6_u32),
            };
            let sum = a.rotate_left(5).wrapping_add(mixed).wrapping_add(e).wrapping_add(constant);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, sum.wrapping_add(*word));
        }
        for (sum, part) in state.iter_mut().zip([a, b, c, d, e]) {
            *sum = sum.wrapping_add(part);
        }
    }
    state
}

/// The namespace of URLs.
pub(super) const URL: &str = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

/// The identifier of a name within the namespace that another identifier is.
pub(super) fn named(namespace: &str, name: &str) -> String {
    let mut bytes = Vec::new();
    let digits: Vec<u8> =
        namespace.bytes().filter_map(|byte| char::from(byte).to_digit(16)).map(|d| d as u8).collect();
    bytes.extend(digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)));
    bytes.extend_from_slice(name.as_bytes());
    let [a, b, c, d, _] = sha1(&bytes);
    let (b, c) = (b & 0xffff_0fff | 0x5000, c & 0x3fff_ffff | 0x8000_0000);
    format!("{a:08x}-{:04x}-{:04x}-{:04x}-{:04x}{d:08x}", b >> 16, b & 0xffff, c >> 16, c & 0xffff)
}

/// Whether a text is a UUID as CASE writes it: lower case, 8-4-4-4-12.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digests of FIPS 180-4's examples; the UUIDs by Python's `uuid.uuid5`.
    #[test]
    fn known_answers() {
        let hex = |bytes: &[u8]| sha1(bytes).map(|word| format!("{word:08x}")).concat();
        assert_eq!(hex(b"abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
        let two_blocks = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        assert_eq!(hex(two_blocks), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
        assert_eq!(named(URL, "collabpro:collabpro"), "e8fb6fc3-0db9-5a9b-9e42-872d046a532a");
        assert_eq!(
            named(&named(URL, "collabpro:x"), "criterion:\u{e4}"),
            "9725eea1-2751-5a09-92e4-98f9e7baac43"
        );
        assert!(is_uuid(URL) && !is_uuid("6BA7B811-9dad-11d1-80b4-00c04fd430c8") && !is_uuid(""));
    }
}
