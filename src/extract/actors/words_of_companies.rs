//! Words that say what kind of organisation a name is of, and not which.

/// Words that refer back when they stand alone.
pub(super) const HEADS: &[&str] = &[
    "administration", "agency", "airline", "assembly", "association", "authority", "bank", "board",
    "branch", "bureau", "center", "coalition", "command", "commission", "committee", "company",
    "corporation", "council", "court", "department", "directorate", "division", "exchange", "field office",
    "firm", "foundation", "group", "hospital", "initiative", "institute", "institution", "ministry",
    "mission", "office", "organization", "panel", "party", "police department", "section", "service",
    "subcommittee", "task force", "team", "tribunal", "unit", "university",
];

/// What a company's name may go on with, when the short form of it leaves that out.
pub(super) const COMPANY: &[&str] = &[
    "aerospace", "airlines", "airways", "and", "brands", "capital", "circuit", "communications",
    "consulting", "cyber", "defense", "digital", "electric", "electronics", "energy", "enterprise",
    "enterprises", "entertainment", "exchange", "finance", "financial", "foods", "games", "gaming",
    "global", "group", "health", "healthcare", "holding", "holdings", "industrial", "industries",
    "information", "institute", "insurance", "integrated", "interactive", "international", "lab",
    "laboratories", "labs", "logistics", "manufacturing", "motors", "network", "networks", "partners",
    "pharma", "pharmaceutical", "pharmaceuticals", "pipeline", "platforms", "products", "protocol",
    "resorts", "retail", "science", "sciences", "security", "semiconductor", "semiconductors",
    "services", "shipping", "software", "solutions", "steel", "studios", "system", "systems",
    "tech", "technologies", "technology", "telecom", "telecommunications", "trading", "transport",
    "ventures", "wireless",
];

/// Fronts of names that say nothing alone.
pub(super) const GENERIC: &[&str] = &[
    "advanced", "allied", "american", "applied", "associated", "atlantic", "bank", "british",
    "central", "city", "civil", "community", "consolidated", "critical", "cyber", "data", "defense",
    "department", "digital", "direct", "eastern", "european", "federal", "financial", "first",
    "foreign", "general", "global", "great", "group", "health", "homeland", "information", "inter",
    "international", "joint", "ministry", "mobile", "national", "network", "new", "north",
    "northern", "office", "pacific", "public", "regional", "royal", "security", "social", "south",
    "southern", "special", "standard", "state", "strategic", "supreme", "the", "trade", "union",
    "united", "universal", "university", "us", "western", "world",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        for list in [HEADS, COMPANY, GENERIC] {
            assert!(list.windows(2).all(|two| two[0] < two[1]), "{list:?}");
        }
    }
}
