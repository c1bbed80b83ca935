//! Numbers: distributions, exact sums and the generator, with the same bits on every target.
