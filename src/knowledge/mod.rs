//! What is known beforehand: countries, threat groups, malicious software.
