//! Laws and numbers of agreement.
