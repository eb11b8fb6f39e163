//! HMAC-SHA-256 with the 32-byte keys of the ring.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// HMAC-SHA-256 over the parts one after the other; whoever calls keeps their borders apart.
pub(crate) fn hmac_sha256(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // RFC 2104 fills a short key up to the block with zeros; doing so here leaves no length to refuse.
    let mut block = Zeroizing::new([0_u8; 64]);
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    let mut mac = <Hmac<Sha256> as KeyInit>::new((&*block).into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn key(bytes: &[u8]) -> [u8; 32] {
        let mut key = [0; 32];
        key[..bytes.len()].copy_from_slice(bytes);
        key
    }

    pub(crate) fn hex(bytes: &[u8]) -> String {
        let digits = |text: String, byte| text + &format!("{byte:02x}");
        bytes.iter().fold(String::new(), digits)
    }

    #[test]
    fn rfc_4231_cases_1_to_4() {
        let counting: Vec<u8> = (1..=25).collect();
        for (material, data, expected) in [
            (
                [0x0b; 20].as_slice(),
                b"Hi There".as_slice(),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 20],
                &[0xdd; 50],
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
            ),
            (
                &counting,
                &[0xcd; 50],
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
            ),
        ] {
            let (head, tail) = data.split_at(data.len() / 3);
            assert_eq!(hex(&hmac_sha256(&key(material), &[head, tail])), expected);
        }
    }
}
