//! Mocks, fakes and contract suites.
