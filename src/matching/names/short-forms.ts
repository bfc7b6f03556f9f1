/**
 * Given names with the short and familiar forms that people use of them: any two of one line may be the same person’s.
 * A form may stand on several lines (Alex); two lines that share it are not thereby one.
 */
export const shortForms: readonly string[] = `
abdirahman abdi
abdullahi abdi
abigail abi abby abbie gail
adam ad
adelaide addie ada della
agnieszka aga agnes
aleksander olek alek
aleksandra ola ala
alexander alex alec al sandy xander sasha lex ally
alexandra alex alexa sandra lexi lexie sasha ally sandy
alfred alf alfie fred freddie
alice ali allie
alison ali allie
amelia amy millie mia emmy
amirhossein amir
andrea andie
andreea andrea deea
andrew andy drew andi
angela angie ange
angelica angie
anthony tony ant anton
antoni antek
archibald archie
arthur art artie
augusta gussie
barbara barb babs basia
bartlomiej bartek
beatrice bea trixie bee
beatriz bia bea
benjamin ben benny benji
bernadette bernie detta
bernard bernie
bethany beth
bethlehem beth
bradley brad
bridget biddy bridie brigid breda
brigid biddy bridie
callum cal
calum cal
cameron cam
caroline carrie caz carol
carolina carol
catherine cath cathy kate katie kat kitty cate kathleen
charlotte lottie charlie lotte char
charles charlie chuck chas chaz
chiamaka amaka
christian chris
christina chris tina chrissie christie
christine chris tina chrissie
christopher chris kit topher
chukwuemeka emeka
clementine clem clemmie
cristina cris tina
cynthia cindy
daniel dan danny
daniella dani ella
danielle dani elle
david dave davey dai
deborah deb debbie debs
dominic dom
dorothy dot dottie dolly
edward ed eddie ted teddy ned eddy
edwin ed eddie
eleanor ellie nell nellie nora ella elle
elijah eli
elizabeth liz lizzie beth betty eliza libby lisa bess bessie betsy elsie lily liza
emily em emmy millie
emma em emmy
eugene gene
evangeline eva evie
evelyn evie eve
fatima fatma fati
finley fin finn
fionnuala nuala
florence flo florrie flossie
frances fran frankie francie
francesca fran frankie cesca
francis frank frankie francie
frederick fred freddie freddy
gabriel gabe gabi
gabriella gabi ella gabby
geoffrey geoff jeff
george georgie
georgia georgie
georgina georgie gina
gerald gerry jerry
gerard gerry ger
grace gracie
gregory greg
gwendolyn gwen
hannah han
harold harry hal
harriet hattie harri
harrison harry
hashim hash
heather hev
helen nell nellie
henry harry hal hank
hugh hughie huw
hussein hussain
imogen immy immie imo
isaac ike zac
isabella bella izzy issy ella bel
isabelle izzy belle issy bel
isabel izzy issy belle bel
ishaan ish
jack jackie
jacob jake
jacqueline jackie jacqui
jakub kuba
jaleel jal
james jim jimmy jamie jem
janet jan
jasmine jas jaz
jason jase
jayden jay
jeffrey jeff
jennifer jen jenny jenni
jeremy jez jem jerry
jessica jess jessie
jonathan jon jonny johnny
john jack johnny jon
john-paul jp
joanna jo joanne
joanne jo
joseph joe joey jo
josephine jo josie
joshua josh
judith judy jude
julia jules
julian jules
juliana jules
katarzyna kasia
katherine kath kathy kate katie kat kitty
kathleen kath kathy kate katie kay
kathryn kath kathy kate katie
kayleigh kay
kenneth ken kenny
kieran kier
kimberley kim
krzysztof krzys kris
lawrence larry laurie
leonard len lenny leo
leonardo leo
lewis lew
liam lee
lillian lily lil
lily lil lilly
louis lou louie
louise lou lulu
lucas luke luc
lucy lu
madeleine maddie maddy
madison maddie maddy
magdalena magda lena
malgorzata gosia margaret
margaret maggie meg peggy margie peg madge mags rita greta
maria ria mia
mariana mari
mark anthony mark
martha mattie
martin marty
mary molly polly mamie may
mary-ann maryann mary
mary-kate mary kate
mateusz mati
matilda tilly tilda mattie
matthew matt matty mat
maximilian max
megan meg
melanie mel
melissa mel lissa
michael mick mike mikey micky mitch
michal michael misiek
miguel mig
mihaela miki
mildred millie
mohammed mo
molly mol
muhammad mo
nancy nan
natalie nat
natasha tash nat
nathan nate nat
nathaniel nate nat nathan
nicholas nick nicky nico
nicola nicky nikki
nikolaos nikos nick
oliver ollie olly
olivia liv livvy ollie
oluwaseun seun
oluwatobi tobi
pamela pam
patricia pat trish tricia patsy
patrick pat paddy
padraig paddy patrick podge
penelope penny
peter pete
philip phil pip
phoebe phebs
prakriti praku
rachel rach rae
raymond ray
rebecca becky becca bex beck
reginald reg reggie
reuben ben
rhiannon rhi
richard rick dick richie ricky rich
robert rob bob bobby robbie bert
roberta bobbie
robyn rob
rodrigo rod
ronald ron ronnie
rosalind ros roz
rosamund ros
rose rosie
rosemary rosie rose
rory roo
ruairi rory
rupert rupe
russell russ
ryszard rysiek
salvador sal
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sally sara sadie
scarlett scar
sebastian seb bas
sean shaun
shannon shan
siobhan shiv
sophia sophie soph
sophie soph
stanislaw staszek stan
stanley stan
stephanie steph
stephen steve stevie ste
steven steve stevie ste
susan sue susie suzie
suzanne sue suzie
szymon szymek
teresa terry tess
terence terry tel
thaddeus tad
theodore theo ted teddy
theresa terry tess tessa tree
thomas tom tommy thom
timothy tim timmy
titilayo titi
tobias toby
tommy-joe tommy
valentina val
vanessa ness nessa
veronica ronnie vera
victor vic
victoria vicky vicki tori
vincent vince vin
vivian viv
walter wally walt
wiktoria wika
wilfred wilf
william will bill billy willie liam wills
winifred winnie win freda
wojciech wojtek
yasmin yas
zachary zac zach zak
zbigniew zbyszek
zofia zosia
zuzanna zuzia
`
  .trim()
  .split('\n')
