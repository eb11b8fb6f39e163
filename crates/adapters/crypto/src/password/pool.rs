//! The working memory of argon2, kept between hashes.

use std::sync::{Mutex, PoisonError};

use argon2::Block;

/// Buffers of one size. As every hash runs under a permit there are never more of them than permits;
/// reusing them makes a hash half as fast again as asking the system for fresh pages.
///
/// A buffer is not wiped after use: what it holds leads to the argon2 tag and not to the password, and
/// the next hash writes over it.
#[derive(Debug)]
pub(super) struct BlockPool {
    size: usize,
    free: Mutex<Vec<Vec<Block>>>,
}

impl BlockPool {
    pub(super) const fn new(size: usize) -> Self {
        Self {
            size,
            free: Mutex::new(Vec::new()),
        }
    }

    /// Lends memory of at least `needed` blocks. A hash of dearer parameters than today's gets memory
    /// of its own, which is not kept.
    pub(super) fn with<T>(&self, needed: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
        if needed > self.size {
            return work(&mut vec![Block::new(); needed]);
        }
        let free = self.lock().pop();
        let mut blocks = free.unwrap_or_else(|| vec![Block::new(); self.size]);
        let result = work(&mut blocks);
        self.lock().push(blocks);
        result
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
        // A vector of buffers is whole whatever happened to whoever held it.
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_is_used_again_unless_it_was_made_to_measure() {
        let pool = BlockPool::new(8);
        let address = |needed| pool.with(needed, |blocks| (blocks.len(), blocks.as_ptr() as usize));
        let first = address(8);
        assert_eq!(address(4), first);
        assert_eq!(address(16).0, 16);
        assert_eq!(address(8), first);
        assert_eq!(pool.lock().len(), 1);
    }
}
