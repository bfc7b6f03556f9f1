/**
 * Names that are written in Latin letters in several ways, or in a script of their own: the forms of one name on one line.
 * What people are called at a desk in England, not a work of scholarship.
 */
export const writtenForms: readonly string[] = `
aaliyah aliyah alia aleeya
abdallah abdullah abdulla abdalla abdellah
abdulrahman abdurrahman abdelrahman abdirahman abdul-rahman
ahmad ahmed ahmet achmed
aisha ayesha aysha aisha ayse aicha aysha
aiden aidan aodhan
alastair alasdair alistair alister
ali aly
amina aminah aamina
amira amirah ameera ameerah
aneesa anisa anisah
anna ana hanna
anne ann annie
aoife eefa
bilal belal bilaal
brian bryan
callum calum
caitlin katelyn kaitlin caitlyn
caoimhe keeva kiva
catherine katherine kathryn catharine cathryn katharine
ciara keira kiera kyra
cillian killian
conor connor conner
deirdre deidre
diarmuid dermot diarmaid
dmitri dmitry dimitri dimitry
elena yelena helena
elliot elliott eliot
eoin owen ewan euan eoghan
erin eirinn
eva ava aoife
fatima fatimah fatema fatma faatimah
faisal faysal feisal
fiona fionna
fiadh fia
geraint gerraint
graham graeme grahame
grainne grania
gulsen gulshen
hassan hasan
hassane hassan
hussain hussein hossein hossain husain husayn hosain
ibrahim ebrahim ibraheem abraham
ismail ismael esmail ishmael
iqbal ikbal
jakub jacob yakub yaqub
jayden jaden jaiden
jamal jamaal gamal
jeffrey geoffrey
karim kareem
khadija khadijah khadeeja hadiza
khaled khalid khalied
krzysztof christopher
lauren lauryn
layla leila laila leyla leyla
louise luise
lukasz lucas
mahmood mahmoud mehmood mahmud
maisie maisy
maja maya mya
mariam maryam miriam meryem maryiam
mark marc
mateusz matthew
matthew mathew
michal michael
mohammed muhammad mohammad mohamed muhammed mohamad mohamud mohd mehmet muhammet mahomed
mustafa mustapha moustafa
nadia nadiya
nasir naseer nasser
niamh neve neave
nikolai nicholas nikolay
noor nour nur
oisin osheen ossian
omar umar omer
osman usman uthman othman
pavel pawel paul
philip phillip filip
rahima raheema
rashid rasheed
rebecca rebekah
reece rhys rees
roisin rosheen
ruairi rory ruari
saeed said sayeed
saoirse sersha
sara sarah saira
sean shaun shawn
sian sharn
sinead shinade
siobhan shivaun chevonne
sofia sophia zofia sofiya
stephen steven stefan
stuart stewart
suleiman suleyman sulayman soliman suleman
szymon simon
tadhg teague
tariq tarik tarek
teresa theresa
thomas tomas
wojciech voytek
yahya yehia
yasmin yasmine jasmine jasmin yasmeen
yusuf youssef yousef yousuf joseph yosef
zachary zackary zachery
zahra zehra zara
zainab zaynab zeinab zeynep
zoe zoey
abdelrahman abdirahman
ahmadi ahmady
ahmedzai ahmadzai
akhtar akhter
begum begom
brown browne
chaudhry chowdhury choudhury chaudhary choudhary choudhry chaudhuri chowdhry choudry
clark clarke
clerk clark
cohen coen
davies davis
dervishi dervish
elsayed alsayed sayed
gonzalez gonzales
green greene
haddad hadad
hoang huang huynh
hughes hews
islam eslam
johnson johnston johnstone
khan kahn
khatun khatoon
lawrence laurence
lee leigh li
lewis louis
mansour mansoor mansur
miah mia mea
moore more moor
morris maurice
nguyen nguen
o'brien obriain
patel patil
phillips philips
qureshi quraishi koreshi
rahman rehman
read reid reed
robinson robison
rogers rodgers
rossi rosi
russell russel
sheikh shaikh sheik
singh sing
smith smyth smythe
stevens stephens
taylor tailor
thompson thomson tomson
uddin udin
walsh welsh walshe
white whyte
wood woods
wright right
yilmaz yilmaz
陈 陳 chen chan tan
王 wang wong
李 li lee
张 張 zhang cheung chang
黄 黃 huang wong
刘 劉 liu lau
林 lin lam
杨 楊 yang yeung
吴 吳 wu ng
赵 趙 zhao chiu
周 zhou chow
徐 xu tsui
孙 孫 sun suen
马 馬 ma
朱 zhu chu
胡 hu wu
郭 guo kwok
何 he ho
高 gao ko
罗 羅 luo law
梁 liang leung
明 ming
志 zhi chi
伟 偉 wei wai
小 xiao siu
红 紅 hong hung
美 mei
玲 ling
华 華 hua wah
文 wen man
`
  .trim()
  .split('\n')
