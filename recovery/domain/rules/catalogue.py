"""Where each rule and its numbers come from. [D] marks a design choice."""

SOURCES = {
    "R00": "S65, S66, S71, S74, S76, S81, S83",
    "R01": "S22, S37",
    "R02": "S56, S57, S58, [D]",
    "R03": "S24, S50, S51, S55",
    "R04": "S46, S48, [D]",
    "R05": "S55",
    "R06": "S46, S55, [D]",
    "R07": "S24, S42, S57",
    "R08": "S15, S16, [D]",
    "R09": "S45, S55",
    "R10": "S47, S59, [D]",
    "R11": "[D]",
    "R12": "S25, [D]",
    "R13": "S21, S23, S24, S25, [D]",
    "R14": "S02, S12, S19, S23, S101, [D]",
    "R15": "S42, S59, S64, [D]",
    "R16": "[D]",
    "R17": "[D]",
    "R18": "[D]",
    "R19": "[D]",
}

# What the rules rest on beside the sources that a protocol names itself. Several were read as
# abstracts or second-hand.
CITED = {
    "S19": "Mendiguchia and others, 2017. Rehabilitation by criteria, in footballers "
    "(PMID 28277402).",
    "S21": "A functional progression table for hamstring strains (PMC4555507, table 2).",
    "S23": "A groin injury, progressed by consecutive days (PMC3110410, table 1).",
    "S42": "A clinic's rules of thumb for hamstring injuries (secondary).",
    "S45": "Pain monitoring as one clinic reports it (secondary).",
    "S46": "Pain monitoring as another clinic reports it (secondary).",
    "S47": "Silbernagel and others, 2007. Pain monitoring in Achilles rehabilitation. "
    "Am J Sports Med 35:897 (abstract).",
    "S48": "Smith, 2019, as quoted: how much pain an exercise may bring (secondary).",
    "S51": "Traffic light for pain in exercise, a second physiotherapy service.",
    "S55": "Soreness rules for a return to sport (PMC6044585, table 5).",
    "S56": "Phases of tendon pain (PMC4486915, PMC3761855).",
    "S57": "When to stop a run, as a clinic puts it (secondary).",
    "S58": "What pain scores mean in lasting muscle and joint pain, 2016 (fpsyg.2016.01466).",
    "S59": "The smallest change in pain that matters, 2004 (PMID 15207508).",
    "S62": "A weekly limit of 10 percent against a standard plan, 532 novice runners (secondary).",
    "S63": "Novice runners followed by GPS: how fast distance rose (secondary).",
    "S66": "Complete hamstring tears, a second account (Colosimo).",
}
