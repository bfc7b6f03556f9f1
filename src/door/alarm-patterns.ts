/** What words of danger may mean. */
const alarmKinds = {
  suicide: 'Suicide',
  selfHarm: 'Self-harm',
  sexualAbuse: 'Sexual abuse',
  violence: 'Violence to a child',
  domesticAbuse: 'Domestic abuse',
  exploitation: 'Exploitation',
  missing: 'Missing',
  newborn: 'A baby at risk',
} as const

export type AlarmKind = keyof typeof alarmKinds

const self = String.raw`(?:my|him|her|them|your|our)sel(?:f|ves)`
const whose = String.raw`(?:my|his|her|their|your|the|our)`
const blows = String.raw`(?:hits?|hitting|beats?|beaten|beating|punch(?:es|ed|ing)?|slap(?:s|ped|ping)?|kick(?:s|ed|ing)?|smack(?:s|ed|ing)?|strangl(?:es|ed|ing)|chok(?:es|ed|ing)|throttl(?:es|ed|ing)|batter(?:s|ed|ing)?|thrash(?:es|ed|ing)?|whip(?:s|ped|ping)?|bit|bites|burnt|burned|shook|shakes|shaken|shaking|drag(?:s|ged|ging)|shov(?:es|ed|ing)|push(?:es|ed|ing)?|attack(?:s|ed|ing)?|wallop(?:s|ed|ing)?|belt(?:s|ed|ing)|threw|throws|knock(?:s|ed|ing)? about|lamp(?:s|ed|ing)|deck(?:s|ed|ing)|twat(?:s|ted|ting))`
const smallOnes = String.raw`(?:child|children|kids?|son|daughter|boys?|girls?|brothers?|sisters?|baby|toddler|little one|grandson|granddaughter|grandchild(?:ren)?)`
const partners = String.raw`(?:mum|mam|mom|mummy|mother|wife|girlfriend|partner|missus|husband|boyfriend|dad|ex)`
const risks = String.raw`(?:drink(?:s|ing)?|drunk|alcohol|drugs?|heroin|crack|cocaine|meth|using again|hit(?:s|ting)?|shak(?:e|es|en|ing)|shook|drop(?:s|ped)|not (?:being )?f(?:ed|eeding)|not gaining|los(?:ing|t) weight|(?:left )?alone|bruis\w*|hurt(?:s|ing)?|harm(?:ed|ing)?|conceal\w*|hid(?:es|ing|den)|no (?:antenatal|midwife|scans?)|not (?:seen|booked)|violent|violence)`
const babies = String.raw`(?:pregnan\w*|unborn|new-? ?born|baby|bump|\w+ (?:days?|weeks?) old)`

const suicide = [
  String.raw`suicid\w*`,
  String.raw`(?:kill(?:s|ed|ing)?|hang(?:s|ed|ing)?|hung|drown(?:s|ed|ing)?|top(?:s|ped|ping)?|off(?:ed|ing)?) ${self}`,
  String.raw`(?:end(?:s|ed|ing)?|tak(?:e|es|en|ing)|took) (?:it all|${whose} (?:own )?life)`,
  String.raw`(?:want(?:s|ed|ing)?|wish(?:es|ed|ing)?|wanna)(?: to)?(?: \w+)? ?(?:die|(?:\w+ )?(?:be|was|were) dead)`,
  String.raw`(?:not|don'?t|doesn'?t|didn'?t|never)(?: \w+)? (?:want(?:ed|ing)?|wanna)(?: to)? (?:be (?:here|alive|around)|live|wake up|exist)(?: any ?more)?`,
  String.raw`better off (?:dead|without (?:me|him|her|them))`,
  String.raw`(?:no reason|nothing) (?:left )?to live(?: for)?`,
  String.raw`overdos\w*|od'?(?:ed|d)`,
  String.raw`kms|unaliv\w*`,
  String.raw`(?:took|taken|swallow(?:ed)?|necked) (?:all|loads of|a load of|too many|a whole \w+ of|lots of|a bottle of)(?: \w+)?(?: the| her| his| my)? ?(?:pills|tablets|paracetamol)`,
  String.raw`(?:jump(?:s|ed|ing)?|throw ${self}) (?:off|in front of) (?:a|the) (?:bridge|roof|building|train|car park)`,
  String.raw`goodbye (?:note|letter|video)`,
]
const selfHarm = [
  String.raw`self[- ]?(?:harm|injur)\w*`,
  String.raw`(?:cut(?:s|ting)?|hurt(?:s|ing)?|burn(?:s|ed|t|ing)?|scratch(?:es|ed|ing)?|harm(?:s|ed|ing)?|stab(?:s|bed)?|starv(?:es|ed|ing)|bit(?:es|ing)?|punch(?:es|ed|ing)?|hit(?:s|ting)?) ${self}`,
  String.raw`(?:cut(?:s|ting)?|slit(?:s|ting)?|slash(?:es|ed|ing)?|scars|razor|blades?)(?: \w+)?(?: up| on)? ${whose} (?:arms?|wrists?|legs?|thighs?|stomach)`,
  String.raw`(?:pulls?|pulling|pulled) (?:out )?${whose} (?:own )?hair out`,
]
const sexualAbuse = [
  String.raw`sexual(?:ly)? ?(?:abus\w*|assault\w*|harm\w*|touch\w*|exploit\w*|activ\w*|act\b)`,
  String.raw`rap(?:e|es|ed|ing|ist)|molest\w*|incest|indecent\w*|paedo\w*|pedo\w*|nonces?|grooming|groomed`,
  String.raw`touch(?:es|ed|ing)? (?:me|him|her|them|${whose} \w+) (?:down there|inappropriate\w*|in (?:a|that) way|where \w+ should|under|sexually|up|private\w*)`,
  String.raw`(?:private parts|privates|nudes?|naked (?:pic\w*|photo\w*|video\w*)|dick pics?|sexting|sextort\w*|felt (?:me|him|her) up|feel(?:s|ing)? (?:me|him|her) up)`,
  String.raw`(?:made|makes|making|forc(?:es|ed|ing)) (?:me|him|her|them) (?:to )?(?:touch|kiss|undress|strip|have sex|watch porn\w*|do (?:sexual )?(?:things|stuff))`,
  String.raw`(?:gets?|got|getting|climb(?:s|ed)|comes?|came) in(?:to)? (?:bed with (?:me|him|her|them)|${whose} bed)`,
  String.raw`(?:sleeping|slept|having sex|had sex) with (?:a|an|older|grown|adult|the)[- ]?\w* ?(?:man|men|adults?|teacher|uncle|blokes?|${whose} \w+)`,
]
const violence = [
  String.raw`${blows} (?:me|him|her|them|us|(?:${whose} )?(?:\w+ )?${smallOnes})`,
  String.raw`(?:been|being|was|were|is|are|gets?|got|getting) (?:hit|beaten|punched|slapped|kicked|strangled|choked|smacked|burned|burnt|thrown|shaken|battered)(?: up)?`,
  String.raw`bruis\w*|black eyes?|black and blue|burn marks?|cigarette burns?|fractur\w*|broken (?:arm|leg|bone|ribs?|wrist|collarbone)|(?:slap|finger|bite|belt) marks?`,
  String.raw`stab(?:s|bed|bing)?|knife|knives|machete|guns?|weapons?|zombie blade`,
  String.raw`threat(?:en(?:s|ed|ing)?|s) to (?:kill|hurt|stab|hit|burn)|(?:will|would|'ll|gonna|going to|could|might|try to|tried to) kill (?:me|him|her|them|us)`,
  String.raw`with (?:a|his|her|the) (?:belt|stick|slipper|cable|hammer|bat|wooden spoon)`,
  String.raw`violen(?:t|ce|tly)|assault(?:s|ed|ing)?|physical(?:ly)? abus\w*`,
  String.raw`(?:lays?|laid|raise[sd]?) (?:a |his |her )?hands? (?:on|to) (?:me|him|her|them|us|${whose} \w+)`,
  String.raw`(?:hurts?|hurting) (?:me|him|her|them|us|(?:${whose} )?${smallOnes})`,
  String.raw`(?:locks?|locked|locking|tied|ties)(?: (?:me|him|her|them|us))? (?:in|up|out of|to) (?:the|a|his|her|their) \w+`,
]
const domesticAbuse = [
  String.raw`domestic(?:ally)? (?:abus\w*|violen\w*)|\bDV\b`,
  String.raw`${blows} (?:${whose} )?${partners}`,
  String.raw`coerciv\w*|controlling (?:behaviou?r|partner|husband|boyfriend)|(?:controls|controlled) (?:me|her|him|everything|${whose} money)`,
  String.raw`(?:scared|afraid|frightened|terrified|petrified) (?:of|what) (?:${whose} )?(?:\w+ )?(?:he|she|him|partner|husband|wife|boyfriend|girlfriend|ex|dad|stepdad|step-?dad|father|mum|stepmum)`,
  String.raw`(?:won'?t|wouldn'?t|doesn'?t|didn'?t|never) lets? (?:me|her|him) (?:leave|out|go out|see (?:my|her|his)|have (?:money|a phone))`,
  String.raw`(?:knock(?:s|ed|ing)?|push(?:es|ed|ing)?|throw(?:s|n|ing)?|threw|slap(?:s|ped)?) (?:me|her|him|mum|mam) (?:about|around|against|down)`,
  String.raw`women'?s refuge|in(?:to)? (?:a )?refuge|non[- ]molestation|restraining order|stalk(?:s|ed|ing|er)|tried to strangle`,
  String.raw`(?:smash(?:es|ed|ing)?|trash(?:es|ed|ing)?|punch(?:es|ed|ing)?) (?:up )?(?:the|our|my) (?:house|flat|place|walls?|doors?|windows?)`,
]
const exploitation = [
  String.raw`county lines?|exploit(?:s|ed|ing|ation)|traffick\w*|modern slavery|forced marriage|honou?r[- ]based|FGM|female genital\w*|cuckoo(?:ed|ing)`,
  String.raw`(?:runn?(?:ing|s)?|ran|carry(?:ing)?|carries|carried|sell(?:s|ing)?|sold|deal(?:s|ing|t)?|shott(?:ing|s|ed)|holding|plugg(?:ing|ed))(?: \w+)? (?:drugs|weed|coke|crack|packages|food for)`,
  String.raw`(?:go(?:es|ing|ne)?|went) (?:country|cunch|OT)\b|trap ?(?:house|ping|phone)`,
  String.raw`(?:owes?|owing|in debt to)(?: \w+)? (?:them|dealers?|money to|the gang)|gangs?|the olders`,
  String.raw`(?:older|grown|much older) (?:men|man|boyfriend|girlfriend|lads|blokes?|guys?)|sugar daddy|pimp(?:s|ed|ing)?`,
  String.raw`(?:unexplained|new) (?:money|cash|phones?|gifts|trainers)|burner phones?`,
]
const missing = [
  String.raw`(?:went|gone|goes|going|go|is|been|be|reported|still) missing|missing from (?:home|care|school)|missing (?:person|episodes?)`,
  String.raw`run(?:s|ning)? (?:away|off)|ran (?:away|off)|legged it|abscond\w*|awol|done one|vanished|disappear(?:ed|s|ing)`,
  String.raw`(?:has|have|had|did)(?:n'?t| not) (?:come|been) (?:home|back|seen)|never (?:came|come) (?:home|back)|not (?:come|been) (?:home|back|seen)`,
  String.raw`(?:no ?one|nobody) (?:has |have |'s )?(?:seen|knows where)|(?:don'?t|do not|didn'?t) know where (?:he|she|they|my \w+) (?:is|are|was|were|went|sleeps?)`,
  String.raw`(?:out|gone|away) (?:all night|for days|for nights|overnight)|stay(?:s|ed|ing) out (?:all night|at night|overnight)`,
]
const newborn = [
  String.raw`${babies}[^.!?\n]{0,80}?\b${risks}`,
  String.raw`${risks}[^.!?\n]{0,60}?\b${babies}`,
  String.raw`(?:can'?t|cannot|could not|couldn'?t) cope with (?:${whose} )?(?:new ?)?(?:baby|newborn)`,
  String.raw`(?:scared|afraid|worried|frightened) (?:that )?(?:I|she|he|they)(?:'ll| will| might| could| would|'d) (?:hurt|harm|drop|shake) (?:${whose} )?(?:new ?)?(?:baby|newborn|it|him|her)`,
]

const whole = (sources: readonly string[]): readonly RegExp[] =>
  sources.map(source => new RegExp(String.raw`\b(?:${source})\b`, 'giu'))

/** The words of each danger: in any tense, and as people say them. Kept by hand; each kind has its own tests. */
export const alarmPatterns: Readonly<Record<AlarmKind, readonly RegExp[]>> = {
  suicide: whole(suicide),
  selfHarm: whole(selfHarm),
  sexualAbuse: whole(sexualAbuse),
  violence: whole(violence),
  domesticAbuse: whole(domesticAbuse),
  exploitation: whole(exploitation),
  missing: whole(missing),
  newborn: whole(newborn),
}
