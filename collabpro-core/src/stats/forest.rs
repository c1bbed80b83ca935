//! Sets that grow together.

/// Sets that grow together (union-find).
#[derive(Clone, Debug)]
pub(crate) struct Forest(Vec<u32>);

impl Forest {
    pub(crate) fn new(size: usize) -> Self {
        Self((0..).take(size).collect())
    }

    pub(crate) fn root(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            let above = self.0[self.0[at as usize] as usize];
            self.0[at as usize] = above;
            at = above;
        }
        at
    }

    /// Puts two sets together; says whether they were two.
    pub(crate) fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        // The earlier root stays, so that the outcome does not hang on the order of the links.
        self.0[a.max(b) as usize] = a.min(b);
        a != b
    }
}
