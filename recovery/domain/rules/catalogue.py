"""Where each rule's numbers come from. [D] marks a design choice; S numbers are in the rulebook."""

SOURCES = {
    "R00": "S65, S66, S71, S74, S76, S81, S83",
    "R01": "S22, S37",
    "R02": "S56, S57, S58",
    "R03": "S24, S50, S51, S55",
    "R04": "S46, S48",
    "R05": "S55",
    "R06": "S46, S55",
    "R07": "S24, S57",
    "R08": "S15, S16",
    "R09": "S45, S55",
    "R10": "S47, S59",
    "R11": "[D]",
    "R12": "S25",
    "R13": "S21, S23, S24, S25",
    "R14": "S02, S12, S19",
    "R15": "S42, S59, S64",
    "R16": "[D]",
    "R17": "[D]",
    "R18": "[D]",
    "R19": "[D]",
}
