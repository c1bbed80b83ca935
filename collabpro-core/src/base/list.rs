//! Lists in little code.

/// Makes a list of what comes, as `collect` does, which however writes the way to the first item a second time, and with
/// it all filters: two to three times the code, where nearly all lists are short.
pub(crate) trait List: Iterator + Sized {
    /// What comes, as a list.
    fn list(self) -> Vec<Self::Item> {
        let mut list = Vec::new();
        self.for_each(|item| list.push(item));
        list
    }

    /// What comes, as a list, if all of it is there.
    fn complete<T>(self) -> Option<Vec<T>>
    where
        Self: Iterator<Item = Option<T>>,
    {
        let mut list = Vec::new();
        for item in self {
            list.push(item?);
        }
        Some(list)
    }
}

impl<I: Iterator> List for I {}
