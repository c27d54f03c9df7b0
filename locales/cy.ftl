# Pob gair y mae darllenwyr yn ei weld ac nad yw yn y ffeil ddata: y Gymraeg.
#
# Every word that readers see and that is not in the data file, in Welsh.
#
# A text from the data, such as $setting, $bodies or $name, stands here as the data writes it: it cannot mutate. So each
# sentence puts it where Welsh does not mutate: after "mae", as the object of a verb-noun ("yn monitro { $setting }"), as
# a genitive ("aelodau { $npm }"), after "ar gyfer", "fesul", "yn ôl" and "pob", or after a colon. Avoid "a", "â", "gyda",
# "gan", "o", "i" and "yn" before it.
#
# After a number Welsh has the singular ("dau gorff") or "o" and the plural ("21 o gyrff"). The plural classes are zero,
# one, two, few (3), many (6) and other. Where Welsh does not change with the number, the choice has one variant.
#
# Terms to keep, as Welsh public bodies use them:
#   place of detention                man cadw, mannau cadw
#   detain, detention                 cadw
#   custody, cells                    dalfa, dalfeydd
#   deprivation of liberty            amddifadu o ryddid
#   National Preventive Mechanism     Mecanwaith Ataliol Cenedlaethol (NPM)
#   inspectorate, inspect             arolygiaeth, arolygu
#   regulator                         rheoleiddiwr
#   custody visitors                  ymwelwyr annibynnol â’r ddalfa
#   ombudsman, ombudsmen              ombwdsmon, ombwdsmyn
#   complaint, complain               cwyn, cwyno
#   member (of the NPM)               aelod
#   published table, today’s table    y tabl a gyhoeddwyd, tabl heddiw

# --- lists, numbers and dates

# "A hefyd" stands for "a" and "ac": the word after it does not mutate.
list-two = { $a } a hefyd { $b }
list-start = { $a }, { $b }
list-end = { $a }, a hefyd { $b }
# Only for a name without a phrase of its own in the data: "yng Nghymru" is one.
within = ({ $name })
month = { $month ->
    [1] Ionawr
    [2] Chwefror
    [3] Mawrth
    [4] Ebrill
    [5] Mai
    [6] Mehefin
    [7] Gorffennaf
    [8] Awst
    [9] Medi
    [10] Hydref
    [11] Tachwedd
   *[12] Rhagfyr
 }
date-year = { $year }
date-month = { month } { $year }
date-day = { $day } { month } { $year }
jurisdiction-word = awdurdodaeth
jurisdiction-words = awdurdodaethau
jurisdictions-many = { $all ->
    [yes] { $count } { $jurisdictions } (pob un)
   *[no] { $count } { $jurisdictions }
 }
checked = Gwiriwyd: { $date }.

# --- around every page

site-name = Cyfeiriadur { $npm }
npm-in-sentence = { $own ->
    [yes] { $title }
   *[no] { $title }
 }
page-title = { $heading } - { $site }
page-error-title = Gwall: { $title }
page-skip = Neidio i’r prif gynnwys
page-navigation = Prif ddewislen
page-all-pages = Pob tudalen
page-breadcrumb = Llwybr at y dudalen hon
page-home = Hafan
page-find = Dod o hyd i le
page-members = Cyrff monitro
page-complaints = Cwyno neu gael help
page-matrix = Tabl llawn
page-settings = Mathau o le
page-jurisdictions = Lleoedd fesul { $jurisdiction }
page-places = Lleoedd yn ôl enw
page-changes = Beth sydd wedi newid
page-gaps = Bylchau yn y monitro
page-search = Chwilio
page-about = Am y cyfeiriadur
page-data = Am y data
page-sources = Ffynonellau
page-accessibility = Hygyrchedd
page-privacy = Preifatrwydd
page-report = Rhoi gwybod am gamgymeriad
page-report-quote = Dyfynnwch y llinell uchod.

# Yr iaith, ynddi hi ei hun.
language-name = Cymraeg
# Nid oes neb sy’n siarad yr iaith wedi gwirio’r cyfieithiad.
page-unreviewed = Nid oes siaradwr Cymraeg wedi gwirio’r cyfieithiad hwn eto. Os yw’r ddau’n wahanol, dilynwch y testun Saesneg.{ $contact ->
    [yes] {" "}<report>Anfonwch gywiriadau</report>.
   *[no] {""}
 }
page-independent = Mae’r cyfeiriadur hwn yn annibynnol. Nid { $npm } sy’n ei redeg, nac unrhyw lywodraeth. <site>Mynd i wefan yr NPM ei hun</site>
page-official = { $npm } sy’n cyhoeddi’r cyfeiriadur hwn. <site>Mynd i’w wefan</site>
page-printed-from = { $address } · { $site } · gwiriwyd y ffeithiau: { $date }
report-subject = Camgymeriad ar { $path }
report-body = Tudalen: { $address }{"\u000A"}Fersiwn y data: { $version }{"\u000A"}{"\u000A"}Beth sy’n anghywir:{"\u000A"}Sut rydych chi’n gwybod:

# --- what is not certain, and where facts come from

doubt = <strong>Nid oeddem yn gallu cadarnhau hyn.</strong> { $doubt }
source-undated = heb ddyddiad; darllenwyd: { $date }
source-list = { $count ->
    [one] Ffynhonnell: { $sources }
   *[other] Ffynonellau: { $sources }
 }
source-in-list = <source>{ $title }</source> ({ $date })
also-called = Mae pobl hefyd yn dweud: { $words }

# --- kinds of body

marks-label = Ystyr y marciau
mark-inspects = Yn arolygu neu’n rheoleiddio
mark-visits = Yn ymweld
mark-volunteers = Gwirfoddolwyr yn ymweld
mark-protects = Yn diogelu hawliau neu’n adolygu
kind-inspectorate = Arolygiaeth
kind-regulator = Rheoleiddiwr
kind-lay-monitors = Ymwelwyr gwirfoddol
kind-commission = Comisiwn
kind-ombuds = Ombwdsmon
kind-reviewer = Adolygydd
kind-preventive = Corff a sefydlwyd yn NPM
kind-civil-society = Sefydliad cymdeithas sifil
kinds-inspectorate = Arolygiaethau
kinds-regulator = Rheoleiddwyr
kinds-lay-monitors = Ymwelwyr gwirfoddol
kinds-commission = Comisiynau
kinds-ombuds = Ombwdsmyn
kinds-reviewer = Adolygwyr
kinds-preventive = Cyrff a sefydlwyd yn NPM
kinds-civil-society = Sefydliadau cymdeithas sifil
explained-inspectorate = Maen nhw’n arolygu lleoedd yn erbyn safonau penodol ac yn cyhoeddi’r hyn y maen nhw’n ei ganfod.
explained-regulator = Maen nhw’n cofrestru gwasanaethau, yn eu harolygu, ac yn gallu gwneud iddyn nhw wella.
explained-lay-monitors = Mae aelodau o’r cyhoedd, gwirfoddolwyr gan mwyaf, yn ymweld â lleoedd ac yn adrodd ar yr hyn y maen nhw’n ei weld.
explained-commission = Maen nhw’n diogelu hawliau neu les pobl. Mae rhai ohonyn nhw’n ymweld â lleoedd fel rhan o’r gwaith hwnnw.
explained-ombuds = Maen nhw’n edrych ar sut mae cyrff cyhoeddus yn trin pobl, ac yn ymweld â lleoedd hefyd.
explained-reviewer = Un person sy’n gwirio sut y defnyddir cyfraith, ac yn adrodd ar hynny.
explained-preventive = Cawson nhw eu sefydlu i ymweld â mannau cadw ac i atal camdriniaeth.
explained-civil-society = Nid ydyn nhw’n rhan o’r Wladwriaeth. Maen nhw’n ymweld â mannau cadw.
verb-inspectorate = Yn arolygu
verb-regulator = Yn rheoleiddio
verb-lay-monitors = Gwirfoddolwyr
verb-commission = Yn diogelu hawliau
verb-ombuds = Yn ymweld
verb-reviewer = Yn adolygu
verb-preventive = Yn ymweld
verb-civil-society = Yn ymweld

# --- why a cell is empty

reason-none-listed = Dim aelod ar y rhestr
reason-not-applicable = Dim lleoedd o’r fath
reason-unknown = Ddim yn hysbys
reason-elsewhere = Yn cael ei drin mewn man arall
cell-doubt = (heb ei gadarnhau)

# --- whether a body takes complaints

takes-yes = Mae’n derbyn cwynion gan unigolion.
takes-some = Mae’n gallu edrych ar rai cwynion.
takes-no = Nid yw’n derbyn cwynion gan unigolion.
takes-unknown = Ni welsom unrhyw arwydd ei fod yn derbyn cwynion.
takes-not-looked = Nid ydym wedi canfod a yw’n derbyn cwynion.

# --- the answer: who monitors a kind of place

answer-heading = Pwy sy’n monitro { $setting } { $in }
answer-switch = { $jurisdictions } i ddewis ohonynt
answer-all = Gweld pob un o’r { $jurisdictions }
answer-inspect = { $with ->
    [partners] Mae { $bodies } yn arolygu { $setting } { $in }. Mae { $partners } yn gweithio gyda’r { $count ->
        [one] corff hwnnw
       *[other] cyrff hynny
     }.
    [limited] Mae { $bodies } yn arolygu { $setting } { $in }. Mae { $partners } yn gweithio gyda’r { $count ->
        [one] corff hwnnw
       *[other] cyrff hynny
     } ar gyfer { $limit }.
   *[alone] Mae { $bodies } yn arolygu { $setting } { $in }.
 }
answer-inspect-also = { $with ->
    [partners] Mae { $bodies } hefyd yn arolygu’r lleoedd hyn. Mae { $partners } yn gweithio gyda’r { $count ->
        [one] corff hwnnw
       *[other] cyrff hynny
     }.
    [limited] Mae { $bodies } hefyd yn arolygu’r lleoedd hyn. Mae { $partners } yn gweithio gyda’r { $count ->
        [one] corff hwnnw
       *[other] cyrff hynny
     } ar gyfer { $limit }.
   *[alone] Mae { $bodies } hefyd yn arolygu’r lleoedd hyn.
 }
answer-volunteers = Mae gwirfoddolwyr, dan ofal { $bodies }, yn monitro { $setting } { $in } drwy ymweliadau.
answer-volunteers-also = Mae gwirfoddolwyr, dan ofal { $bodies }, yn ymweld â’r lleoedd hyn.
answer-protect = { $count ->
   *[other] Mae { $bodies } yn monitro { $setting } { $in } er mwyn diogelu hawliau pobl.
 }
answer-protect-also = { $count ->
   *[other] Mae { $bodies } yn gweithio yno i ddiogelu hawliau pobl.
 }
answer-review = { $count ->
   *[other] Mae { $bodies } yn adolygu { $setting } { $in }.
 }
answer-review-also = { $count ->
   *[other] Mae { $bodies } hefyd yn adolygu sut y defnyddir y gyfraith yno.
 }
answer-visit = { $with ->
    [partners] Mae { $bodies } yn monitro { $setting } { $in } drwy ymweliadau. Mae { $partners } yn gweithio gyda’r { $count ->
        [one] corff hwnnw
       *[other] cyrff hynny
     }.
    [limited] Mae { $bodies } yn monitro { $setting } { $in } drwy ymweliadau. Mae { $partners } yn gweithio gyda’r { $count ->
        [one] corff hwnnw
       *[other] cyrff hynny
     } ar gyfer { $limit }.
   *[alone] Mae { $bodies } yn monitro { $setting } { $in } drwy ymweliadau.
 }
answer-visit-also = { $with ->
    [partners] Mae { $bodies } hefyd yn ymweld â’r lleoedd hyn. Mae { $partners } yn gweithio gyda’r { $count ->
        [one] corff hwnnw
       *[other] cyrff hynny
     }.
    [limited] Mae { $bodies } hefyd yn ymweld â’r lleoedd hyn. Mae { $partners } yn gweithio gyda’r { $count ->
        [one] corff hwnnw
       *[other] cyrff hynny
     } ar gyfer { $limit }.
   *[alone] Mae { $bodies } hefyd yn ymweld â’r lleoedd hyn.
 }
answer-unsure = Efallai fod { $bodies } yn monitro { $setting } { $in }, ond nid oeddem yn gallu cadarnhau hynny.
answer-unsure-also = Efallai fod { $bodies } yn cymryd rhan hefyd, ond nid oeddem yn gallu cadarnhau hynny.
answer-none = Nid oes aelod o’r NPM ar y rhestr ar gyfer { $setting } { $in }.
answer-no-places = Nid oes lleoedd o’r math hwn { $in }.
answer-elsewhere = { $setting } { $in }: <see>{ $name }</see> sy’n gyfrifol. { $count ->
    [0] Nid oes aelod NPM wedi’i restru yno.
   *[other] { $bodies } sy’n eu monitro.
 }
answer-none-explained = Nid yw hyn yn golygu nad oes neb yn gwirio’r lleoedd hyn. Mae’n golygu na welsom aelod o’r NPM wedi’i enwi ar eu cyfer. <gaps>Gweld pob bwlch</gaps>
answer-who = Pwy ydyn nhw
answer-complain = Sut i gwyno
answer-no-route = Nid ydym wedi dod o hyd i ble mae cwynion am y lleoedd hyn yn mynd. Dechreuwch gyda’r lle ei hun.
answer-route-members = Dechreuwch gyda’r lle ei hun. Gall { $bodies } edrych ar gwynion hefyd.
answer-route-elsewhere = I gwyno, gweler <see>{ $name }</see>.
answer-release = Sut i herio’r penderfyniad i gadw rhywun
answer-more = Ble i fynd nesaf
answer-other-settings = Mathau eraill o le { $in }
answer-compare = Cymharu pob un o’r { $jurisdictions }
answer-evidence = Tystiolaeth
answer-checked = Dyma pryd y gwnaethom wirio’r ffeithiau hyn ddiwethaf: { $date }. <data>Beth yw ystyr “gwiriwyd”</data>
answer-published = Yn y tabl a gyhoeddwyd
answer-added-since = Nid yw’r math hwn o le yn y <table>tabl a gyhoeddwyd</table>. Cafodd ei ychwanegu’n ddiweddarach.
answer-blank = Nid oes dim wedi’i argraffu yma yn y <table>tabl a gyhoeddwyd</table>.
answer-printed-for = Argraffwyd ar gyfer { $places }.
answer-changes = Newidiadau ers hynny
answer-no-changes = Ni welsom unrhyw newid ers hynny.
answer-no-changes-only = Ni welsom unrhyw newid.
answer-sources = Ffynonellau
answer-cite = Defnyddio’r dudalen hon

cite = { $site }. “{ $heading }”. Gwiriwyd y ffeithiau: { $date }; fersiwn y data: { $version }. { $address }
cite-data = <json>Y dudalen hon fel JSON</json>. <csv>Y tabl llawn fel CSV</csv>.

urgent-heading = Os ydych chi’n poeni am rywun nawr
urgent-places = Chwiliwch am <places>y lle yn ôl enw</places> i ddod o hyd i’w dudalen ei hun a’i rif ffôn.
urgent-not-emergency = Nid gwasanaeth brys yw’r cyrff monitro ar y dudalen hon.

card-does = Mae’n { $does }.
card-visits = Pa mor aml
card-latest = Yr adroddiad diweddaraf
card-basis = Y gyfraith
card-complaints = Cwynion
card-website = Gwefan { $name }
card-inspects-with = Yn arolygu ar y cyd. Partneriaid: { $names }.
card-works-with = Yn gweithio yma ar y cyd. Partneriaid: { $names }.
card-joins = { $deed ->
    [inspections] Yn ymuno ag arolygiadau dan arweiniad { $names }
   *[visits] Yn ymuno ag ymweliadau dan arweiniad { $names }
 }{ $limits ->
    [one] , ar gyfer { $limit }.
   *[none] .
 }
card-may-join = { $deed ->
    [inspections] Efallai ei fod yn ymuno ag arolygiadau dan arweiniad { $names }
   *[visits] Efallai ei fod yn ymuno ag ymweliadau dan arweiniad { $names }
 }{ $limits ->
    [one] , ar gyfer { $limit }.
   *[none] .
 }

step-phone = Ffôn
step-deadline = Terfyn amser
step-who = Pwy sy’n gallu cwyno
steps-not-members = Mae ombwdsmyn a gwasanaethau cwynion ar wahân i’r NPM.

# --- home

home-heading = Pwy sy’n monitro’r lleoedd lle mae pobl yn cael eu cadw?
home-description = Dysgwch pa aelodau { $npm } sy’n monitro man cadw, ac at bwy i droi os oes rhywbeth o’i le.
home-urgent = Yn poeni am rywun nawr?
home-urgent-next = { $emergency ->
    [yes] Wedyn gweler <help>beth i’w wneud nawr, ac wrth bwy i gwyno</help>.
   *[no] Gweler <help>beth i’w wneud nawr, ac wrth bwy i gwyno</help>.
 }
home-search = Dod o hyd i le
home-places = Neu edrychwch drwy’r <places>rhestr o leoedd yn ôl enw</places>.
home-or-kind = Neu dewiswch y math o le isod. <help>Nid wyf yn siŵr pa fath o le ydyw</help>
home-kinds = Mathau o le
home-other-kinds = Lleoedd eraill
home-table = Y darlun cyfan
home-table-text = { $count ->
    [0] Nid yw { $npm } yn cynnwys unrhyw gorff heddiw.
    [one] Un corff yw’r NPM: { $name }.
    [two] Mae { $npm } yn cynnwys dau gorff.
    [few] Mae { $npm } yn cynnwys tri chorff.
    [many] Mae { $npm } yn cynnwys chwe chorff.
   *[other] Mae { $npm } yn cynnwys { $count } o gyrff.
 } Gweler <matrix>y tabl llawn</matrix>, sy’n dangos pwy sy’n monitro beth, a <gaps>lle nad oes neb ar y rhestr</gaps>.

# --- the two questions

lookup-heading = Dod o hyd i bwy sy’n monitro lle
lookup-description = Dewiswch y math o le, ac yna ble mae’r lle ({ $jurisdiction }), i weld pwy sy’n ei fonitro.
lookup-description-one = Dewiswch y math o le i weld pwy sy’n ei fonitro.
lookup-setting = Pa fath o le ydyw?
lookup-setting-missing = Dewiswch pa fath o le ydyw
lookup-not-sure = Nid wyf yn siŵr
lookup-jurisdiction = Ble mae’r lle ({ $jurisdiction })?
lookup-jurisdiction-hint = Dewiswch ble mae’r lle, nid o ble y daw’r person
lookup-jurisdiction-missing = Dewiswch ble mae’r lle ({ $jurisdiction })
lookup-choose = Dewis
lookup-button = Gweld pwy sy’n ei fonitro
lookup-chosen = Eich dewis: <strong>{ $choice }</strong>. <again>Newid hyn</again>
lookup-search = Neu chwilio yn ôl enw
lookup-unsure = <help>Nid wyf yn siŵr pa fath o le ydyw</help>
help-heading = Pa fath o le ydyw?
help-description = Y mathau o le lle mae pobl yn cael eu cadw, a’r geiriau y mae pobl yn eu defnyddio amdanyn nhw.
help-lead = Chwiliwch am y geiriau y byddech chi’n eu defnyddio, yna dilynwch y ddolen.
help-still = Dal ddim yn siŵr? Ffoniwch y lle a gofynnwch, neu <search>chwiliwch yn ôl ei enw</search>.

error-heading = Mae problem
error-label = Gwall:
error-meant = Oeddech chi’n golygu
error-instead = Rhowch gynnig ar un o’r rhain
error-not-found = Heb ddod o hyd i’r dudalen
error-not-found-text = Os gwnaethoch deipio’r cyfeiriad, gwiriwch ei fod yn gywir. Os gwnaethoch ddilyn dolen, efallai ei bod wedi dyddio.
error-bad-request = Nid oeddem yn gallu darllen y cyfeiriad hwn
error-method-not-allowed = Ni allwch anfon dim at y dudalen hon
error-not-acceptable = Ni allwn anfon y dudalen hon yn yr amgodiad hwnnw
error-precondition-failed = Mae’r dudalen hon wedi newid yn y cyfamser
error-request-too-large = Mae’r cais hwn yn rhy hir
error-service-unavailable = Mae gormod o bobl yn defnyddio’r wefan hon
error-internal-server-error = Aeth rhywbeth o’i le yma

# --- settings and jurisdictions

settings-heading = Mathau o le
settings-description = { $site }: y mathau o le, a phwy sy’n monitro pob un.
settings-lead = Dewiswch y math o le i weld pwy sy’n ei fonitro.
setting-heading = Pwy sy’n monitro { $setting }
setting-description = Pwy sy’n monitro { $setting }: aelodau { $npm } yn ôl { $jurisdiction }.
setting-description-one = Pwy sy’n monitro { $setting }: aelodau { $npm }.
setting-where = Dewiswch ble mae’r lle ({ $jurisdiction })
setting-about = Am y math hwn o le
setting-places = { $count ->
    [one] Mae <places>un lle o’r math hwn</places> wedi’i restru yn ôl enw.
    [two] Mae <places>dau le o’r math hwn</places> wedi’u rhestru yn ôl enw.
    [few] Mae <places>tri lle o’r math hwn</places> wedi’u rhestru yn ôl enw.
    [many] Mae <places>chwe lle o’r math hwn</places> wedi’u rhestru yn ôl enw.
   *[other] Mae <places>{ $count } o leoedd o’r math hwn</places> wedi’u rhestru yn ôl enw.
 }
setting-printed = Yr enw yn y <table>tabl a gyhoeddwyd</table> yw “{ $printed }”.
jurisdictions-heading = Lleoedd fesul { $jurisdiction }
jurisdictions-description = Pwy sy’n monitro mannau cadw ym mhob { $jurisdiction }.
jurisdictions-lead = Edrychwch fesul { $jurisdiction } i weld pwy sy’n monitro pob math o le yno.
jurisdictions-count = { $count ->
    [0] Nid oes aelod NPM wedi’i restru yma
    [one] Mae un corff yn monitro lleoedd yma
    [two] Mae dau gorff yn monitro lleoedd yma
    [few] Mae tri chorff yn monitro lleoedd yma
    [many] Mae chwe chorff yn monitro lleoedd yma
   *[other] Mae { $count } o gyrff yn monitro lleoedd yma
 }
jurisdiction-heading = Pwy sy’n monitro mannau cadw { $in }
jurisdiction-description = Pob math o fan cadw { $in }, a’r cyrff sy’n ei fonitro.
jurisdiction-lead = Dewiswch y math o le.

# --- members

members-heading = Cyrff monitro
members-description = Aelod-gyrff { $npm }, yn ôl math.
members-lead = { $count ->
    [0] Nid yw { $npm } yn cynnwys unrhyw gorff heddiw.
    [one] Un corff yw’r NPM: { $name }.
    [two] Mae { $npm } yn cynnwys dau gorff.
    [few] Mae { $npm } yn cynnwys tri chorff.
    [many] Mae { $npm } yn cynnwys chwe chorff.
   *[other] Mae { $npm } yn cynnwys { $count } o gyrff.
 }
members-nowhere = Nid yw ar y rhestr ar gyfer unrhyw fath o le heddiw.
members-covers = { $count ->
    [one] Un math o le: { $places }
    [two] Dau fath o le: { $places }
   *[other] { $count } math o le: { $places }
 }{ $everywhere ->
    [yes] {""}
   *[no] , ond nid pob math ym mhobman
 }
members-doubtful = Ni allem gadarnhau ble mae’n gweithio.
members-expected = Wedi’u cyhoeddi, ond heb fod yn aelodau eto
members-former = Cyn-aelodau
member-heading = { $name } ({ $short })
member-left = Aelod tan: { $date }.
member-expected = Mae wedi’i gyhoeddi fel un o aelodau { $npm }, ond nid yw’n aelod eto.
member-facts = Ffeithiau
member-kind = Math o gorff
member-website = Gwefan
member-contact = Cysylltu
member-contact-page = Ei dudalen gysylltu
member-reports = Adroddiadau
member-reports-page = Ei adroddiadau arolygu
member-also = Enwau eraill
member-formerly = Enw blaenorol
member-former-name = { $name } (daeth i ben: { $date })
member-printed = Yn y tabl a gyhoeddwyd
member-since = { $single ->
    [yes] Dynodwyd
   *[no] Aelod ers
 }
member-checked = Gwiriwyd
member-covers = Ble mae’n gweithio
member-covers-nothing = Nid yw ar y rhestr ar gyfer unrhyw fath o le heddiw.
member-table = Y mathau o le lle mae’n gweithio heddiw
member-yes = Ydy
member-partner = Yn ymuno
member-unsure = Heb ei gadarnhau
member-no = Nac ydy
member-note = { $kind ->
    [doubt] <strong>{ $setting }, { $places }.</strong> Nid oeddem yn gallu cadarnhau hyn. { $text }
   *[note] <strong>{ $setting }, { $places }.</strong> { $text }
 }
member-does-not = Yr hyn nad yw’n ei wneud
member-complain = Gweler <complaints>beth i’w wneud os ydych chi’n poeni, ac wrth bwy i gwyno</complaints>.
language-cy = Enw Cymraeg
language-en = Enw Saesneg
language-ga = Enw Gwyddeleg
language-gd = Enw Gaeleg
language-other = Enw mewn iaith arall ({ $tag })

# --- the two tables

table-setting = Math o le
table-skip = Neidio heibio’r tabl
table-cell = : { $setting }, { $jurisdiction }
table-details = : { $setting }
table-answer = Manylion
table-note = Nodyn { $letter }
matrix-heading = Pwy sy’n monitro pob math o le
matrix-description = Cyrff { $npm } sy’n monitro pob math o fan cadw. Dyddiad: { $date }.
matrix-lead = Dyma dabl heddiw. Gwiriwyd: { $date }. { $official ->
    [yes] Yr NPM sy’n ei gyhoeddi.
   *[no] Ni a’i lluniodd, o ffynonellau swyddogol; nid oes fersiwn swyddogol.
 }
matrix-one = Fesul { $jurisdiction } yn unig: { $links }
matrix-caption = Pwy sy’n monitro pob math o le, fesul { $jurisdiction }
matrix-key = Ystyr y llythrennau
matrix-one-body = { $body } sy’n monitro pob un o’r mathau hyn o le. Nid oes aelod arall sy’n gwneud hynny.
matrix-published = Y tabl hwn fel y’i cyhoeddwyd
published-heading = Y tabl a gyhoeddwyd
published-description = Tabl “{ $title }” fel y’i hargraffwyd, gyda’i gelloedd wedi’u cyfuno a’i eiriau ei hun.
published-lead = Dyma’r tabl fel y mae wedi’i argraffu yn ei ffynhonnell: ei resi, ei gelloedd wedi’u cyfuno, ei eiriau ei hun. Mae’r hyn sydd wedi newid ers hynny wedi’i farcio.
published-line = { $row }, llinell { $line }
published-today = Heddiw
published-changed = Newidiwyd: { $date }.
published-changed-by = Wedi newid erbyn { $date }.
published-blank = Dim wedi’i argraffu
published-notes = Nodiadau
published-added = Ychwanegwyd yn ddiweddarach, ac felly nid yn y tabl hwn: { $settings }.
published-more = Gweler <today>tabl heddiw</today> a’r <changes>hyn sydd wedi newid</changes>.

# --- changes

changes-heading = Beth sydd wedi newid
changes-description = Y gwahaniaethau ers “{ $title }”. Dyddiad: { $date }.
changes-description-none = Beth sydd wedi newid o ran pwy sy’n monitro mannau cadw.
changes-lead = Daw’r newid diweddaraf yn gyntaf. Mae gan bob un ei ddyddiad, os yw’n hysbys, a’i ffynhonnell.
changes-table = Y tabl a gyhoeddwyd
changes-see = Gweler <published>y tabl a gyhoeddwyd</published> a <today>thabl heddiw</today>.
change-place = { $setting }: { $places }
change-since = { $date }
change-by = Erbyn { $date }
change-undated = Dyddiad ddim yn hysbys
change-renamed = Enw newydd { $before } yw { $name }.
change-stopped = Nid yw { $name } yn aelod mwyach.
change-became-member = { $single ->
    [yes] Dynodwyd yr NPM: { $name }.
   *[no] Daeth { $name } yn aelod.
 }
change-added = Ychwanegwyd: { $now }.
change-began = Bellach dan ofal: { $now }.
change-ended = Ddim ar y rhestr mwyach: { $was }.
change-joined = Ymunodd { $joined }.
change-left = Gadawodd { $left }.
change-joined-and-left = Ymunodd { $joined }. Gadawodd { $left }.
change-same = Nawr: { $now }.
change-with = { $bodies }; partneriaid: { $partners }
change-with-for = { $bodies }; partneriaid ar gyfer { $limit }: { $partners }
change-does = { $bodies } ({ $does })
change-doubtful = { $name } (heb ei gadarnhau)

# --- gaps

gaps-heading = Bylchau yn y monitro
gaps-description = { $volunteers ->
    [yes] Lle nad oes aelod ar y rhestr, lle nad oes gwirfoddolwyr yn ymweld, a’r bylchau y mae ffynonellau swyddogol yn eu henwi.
   *[no] Lle nad oes aelod ar y rhestr, a’r bylchau y mae ffynonellau swyddogol yn eu henwi.
 }
gaps-lead = Lle nad oes aelod ar y rhestr, mae’n golygu na welsom ffynhonnell, nid nad oes neb yn gwirio.
gaps-none = Dim aelod ar y rhestr
gaps-none-empty = Mae gan bob math o le o leiaf un aelod ym mhob { $jurisdiction }.
gaps-cell = { $setting } { $in }
gaps-lay = Dim ymwelwyr gwirfoddol ar y rhestr
gaps-lay-empty = Lle bynnag y mae aelodau eraill yn gweithio, mae gwirfoddolwyr ar y rhestr hefyd.
gaps-lay-text = { $count ->
    [one] Mewn un achos mae aelodau’n gweithio, ond nid oes ymwelwyr gwirfoddol ar y rhestr.
    [two] Mewn dau achos mae aelodau’n gweithio, ond nid oes ymwelwyr gwirfoddol ar y rhestr.
    [few] Mewn tri achos mae aelodau’n gweithio, ond nid oes ymwelwyr gwirfoddol ar y rhestr.
    [many] Mewn chwe achos mae aelodau’n gweithio, ond nid oes ymwelwyr gwirfoddol ar y rhestr.
   *[other] Mewn { $count } o achosion mae aelodau’n gweithio, ond nid oes ymwelwyr gwirfoddol ar y rhestr.
 }
gaps-named = Bylchau y mae ffynonellau swyddogol wedi’u henwi
gaps-named-empty = Ni welsom yr un.
gap-open = Agored
gap-narrowed = Wedi’i gau’n rhannol
gap-closed = Wedi’i gau

# --- complaints

complaints-heading = Cwyno neu gael help
complaints-description = Beth i’w wneud os ydych chi’n poeni nawr am rywun sy’n cael ei gadw, ac wrth bwy i gwyno.
complaints-urgent = Ffoniwch y lle sy’n cadw’r person a siaradwch â phwy bynnag sydd â gofal.{ $routes ->
    [yes] {" "}Yna dewiswch y math o le isod i weld beth i’w ddweud a phwy arall sy’n gallu helpu.
   *[no] {""}
 }
complaints-find = Gweld wrth bwy i gwyno
complaints-choose = Dewiswch y math o le, ac yna ble mae’r lle ({ $jurisdiction }).
complaints-choose-one = Dewiswch y math o le.
complaints-helplines = Pobl y gallwch eu ffonio
complaints-members = Beth mae’r cyrff monitro’n ei wneud
complaints-members-text = Nid yr un peth yw monitro lle a delio â chwynion. Dyma’r hyn y mae pob corff yn ei ddweud am gwynion.
elsewhere-heading = Cyrff nad ydyn nhw’n aelodau
elsewhere-text = Mae pobl yn chwilio am y rhain hefyd. Nid ydyn nhw’n perthyn i’r NPM.

# --- places

places-heading = Lleoedd yn ôl enw
places-description = Mannau cadw yn ôl enw, a phwy sy’n monitro pob un.
places-lead = { $count ->
    [one] Un lle, a phwy sy’n ei fonitro.
    [two] Dau le, a phwy sy’n eu monitro.
    [few] Tri lle, a phwy sy’n monitro pob un ohonyn nhw.
    [many] Chwe lle, a phwy sy’n monitro pob un ohonyn nhw.
   *[other] { $count } o leoedd, a phwy sy’n monitro pob un ohonyn nhw.
 }
places-contents = Ar y dudalen hon
places-closed = (wedi cau)
place-closed = Mae’r lle hwn wedi cau. Caeodd: { $date }.
place-is = { $name }: <answer>{ $setting } { $in }</answer>.
place-description = Pwy sy’n monitro { $name }, beth i’w wneud os ydych chi’n poeni, a sut i gwyno.
place-heading = Pwy sy’n monitro { $name }
place-phone = Mae’r rhif ffôn ar <page>dudalen swyddogol { $name }</page>.

# --- search

search-heading = Chwilio
search-description = Chwiliwch am le yn ôl ei enw, am fath o le, neu am gorff monitro.
search-label = Chwilio am le neu gorff
search-hint = { $own ->
    [yes] Carchar, gorsaf heddlu, ysbyty, neu air
   *[no] Lle yn ôl ei enw, math o le, neu air amdano
 }
search-button = Chwilio
search-empty = { $own ->
    [yes] Rhowch air am y lle, fel carchar neu orsaf heddlu
   *[no] Rhowch air am y lle
 }
search-found-heading = { $query } - Chwilio
search-exported = Set o ffeiliau yw’r copi hwn o’r cyfeiriadur, ac ni all chwilio. Dewiswch y <kinds>math o le</kinds>, neu edrychwch drwy’r <members>cyrff monitro</members>.
search-nothing = Ni chafwyd dim ar gyfer “{ $query }”
search-nothing-text = { $own ->
    [yes] Rhowch gynnig ar air arall, fel carchar neu orsaf heddlu. Neu dewiswch y math o le:
   *[no] Rhowch gynnig ar air arall. Neu dewiswch y math o le:
 }
search-corrected = Rydym wedi cymryd bod “{ $typed }” yn golygu “{ $taken }”.
search-asks = Gall “{ $query }” olygu mwy nag un peth
search-place = { $sure ->
    [yes] Chwilioch am <place>{ $name }</place>: <answer>{ $setting } { $in }</answer>.
   *[no] Efallai eich bod yn golygu <place>{ $name }</place>: <answer>{ $setting } { $in }</answer>.
 }
search-where = { $count ->
   *[other] Mae { $places } { $in }
 }, felly canlyniadau’r fan honno yw’r rhain.
search-best = Y canlyniad gorau
search-perhaps = Efallai
search-also = Hefyd
search-not-member = <strong>Ddim yn aelod o’r NPM.</strong>
why-abbreviation = Enw byr: { $word }
why-former = Enw blaenorol: “{ $word }” (daeth i ben: { $date })
why-printed = Enw yn y tabl a gyhoeddwyd: “{ $word }”
why-language = { $language }: { $word }
why-also = Enw arall: “{ $word }”
why-code = Ei god yw { $word }
why-id = Ei ddynodwr, nawr neu gynt: “{ $word }”

# --- about

about-heading = Am y cyfeiriadur
about-description = { $npm }: beth yw Mecanwaith Ataliol Cenedlaethol, beth yw’r cyfeiriadur hwn, a beth nad ydyw.
about-lead = Mae’r cyfeiriadur hwn yn dweud pa gyrff sy’n monitro pa fannau cadw, ac at bwy i droi pan fydd rhywbeth o’i le.
about-npm = Beth yw NPM
about-npm-treaty = Mecanwaith Ataliol Cenedlaethol, neu NPM, yw’r corff neu’r grŵp o gyrff annibynnol sy’n ymweld â mannau cadw gwlad. Mae gwledydd yn sefydlu un pan fyddan nhw’n ymuno ag OPCAT, un o gytuniadau’r Cenhedloedd Unedig: y Protocol Dewisol i’r Confensiwn yn erbyn Artaith a Thriniaeth neu Gosb Greulon, Annynol neu Ddiraddiol Arall.
about-npm-aim = Bwriad ymweliadau rheolaidd yw atal artaith a thriniaeth neu gosb greulon, annynol neu ddiraddiol arall cyn i neb gael niwed. Gall gwlad ddewis un corff neu lawer.
about-powers = Beth mae’n rhaid i NPM allu ei wneud
about-power-places = Arolygu pob lle y mae pobl yn cael eu cadw ynddo.
about-power-information = Gweld pob gwybodaeth am sut mae pobl yn cael eu trin yno ac am yr amodau y cân nhw eu cadw ynddyn nhw.
about-power-private = Cyfweld â phobl yn breifat.
about-power-choose = Dewis pa leoedd i ymweld â nhw a pha bobl i siarad â nhw.
about-power-recommend = Gwneud argymhellion ar sail normau hawliau dynol; rhaid i’r rhai sydd â gofal eu hystyried a’u trafod gyda’r NPM.
about-power-law = Rhoi sylwadau ar gyfreithiau ac ar ddrafftiau o gyfreithiau.
about-powers-source = Mae’r pwerau hyn yn erthyglau 17 i 23 o <opcat>OPCAT</opcat>.
about-directory = Beth yw’r cyfeiriadur hwn
about-independent = Mae’n annibynnol. Nid { $npm } sy’n ei redeg, nac unrhyw lywodraeth. <site>Mynd i wefan yr NPM ei hun</site>
about-official = { $npm } sy’n ei gyhoeddi. <site>Mynd i’w wefan</site>
about-no-complaints = { $official ->
    [yes] Ni allwch gwyno drwy’r cyfeiriadur hwn. Am hynny, gweler <complaints>sut i gwyno neu gael help</complaints>.
   *[no] Nid yw’n derbyn cwynion, ac nid yw’n pasio dim ymlaen. Am hynny, gweler <complaints>sut i gwyno neu gael help</complaints>.
 }

data-heading = Am y data
data-description = O ble y daw ffeithiau’r cyfeiriadur hwn, pa mor sicr ydyn nhw, a sut i’w defnyddio.
data-lead = Daw popeth yma o un ffeil, ac mae pob cofnod ynddi yn enwi ei ffynhonnell.
data-tables = Dau dabl
data-published = { $count ->
    [one] Mae gan y <table>tabl a gyhoeddwyd</table> un math o le. Ei ffynhonnell:
    [two] Mae gan y <table>tabl a gyhoeddwyd</table> ddau fath o le. Ei ffynhonnell:
    [few] Mae gan y <table>tabl a gyhoeddwyd</table> dri math o le. Ei ffynhonnell:
    [many] Mae gan y <table>tabl a gyhoeddwyd</table> chwe math o le. Ei ffynhonnell:
   *[other] Mae gan y <table>tabl a gyhoeddwyd</table> { $count } math o le. Ei ffynhonnell:
 }
data-today = { $count ->
    [one] Yr un tabl yw <table>tabl heddiw</table>, gyda’r <changes>hyn sydd wedi newid ers hynny</changes>. Mae ganddo un math o le.
    [two] Yr un tabl yw <table>tabl heddiw</table>, gyda’r <changes>hyn sydd wedi newid ers hynny</changes>. Mae ganddo ddau fath o le.
    [few] Yr un tabl yw <table>tabl heddiw</table>, gyda’r <changes>hyn sydd wedi newid ers hynny</changes>. Mae ganddo dri math o le.
    [many] Yr un tabl yw <table>tabl heddiw</table>, gyda’r <changes>hyn sydd wedi newid ers hynny</changes>. Mae ganddo chwe math o le.
   *[other] Yr un tabl yw <table>tabl heddiw</table>, gyda’r <changes>hyn sydd wedi newid ers hynny</changes>. Mae ganddo { $count } math o le.
 } { $official ->
    [yes] Yr NPM sy’n ei gyhoeddi.
   *[no] Ni a’i lluniodd, o ffynonellau swyddogol; nid oes fersiwn swyddogol.
 }
data-sure = Pa mor sicr yw’r data
data-checked = Dyma pryd y gwnaethom wirio’r ffeithiau ddiwethaf: { $date }. Mae hynny’n golygu ein bod wedi darllen pob un ohonyn nhw eto yn ei ffynhonnell.{ $official ->
    [yes] {""}
   *[no] {" "}Nid yw’n golygu bod y corff ei hun wedi’i chadarnhau.
 }
data-doubt = Lle nad oeddem yn gallu cadarnhau rhywbeth, mae’r dudalen yn dweud hynny wrth ei ymyl, a pham.
data-none = Lle nad oes aelod ar y rhestr, mae’n golygu na welsom ffynhonnell, nid nad oes neb yn gwirio.
data-take = Defnyddio’r data
data-csv = Ar gyfer taenlen: <coverage>pwy sy’n monitro beth</coverage> a’r <members>aelodau</members>, fel CSV.
data-json = Ar gyfer rhaglen: <all>popeth fel JSON</all>. Mae pob tudalen hefyd ar gael fel JSON: ychwanegwch <code>.json</code> at ei chyfeiriad. <openapi>Mae disgrifiad o bob cyfeiriad</openapi> fel OpenAPI.
data-feed = Ar gyfer darllenydd ffrydiau: <feed>yr hyn sydd wedi newid</feed>.
data-file = <file>Y ffeil gyfan</file> fel y’i llwythwyd, a’i <schema>sgema JSON</schema>.
data-hash = SHA-256 y ffeil:
data-licence = Trwydded
data-no-licence = Nid yw’r ffeil yn dweud sut y gellir defnyddio ei ffeithiau.
data-mistakes = Os byddwch chi’n gweld camgymeriad
data-mistakes-text = Gall ateb anghywir wneud niwed i rywun. <report>Dywedwch wrthym</report> beth sy’n anghywir a sut rydych chi’n gwybod.

sources-heading = Ffynonellau
sources-description = Pob un o ffynonellau’r cyfeiriadur hwn, gyda’i chyhoeddwr, ei dyddiad a’i chyfeiriad.
sources-lead = { $count ->
    [one] Un ffynhonnell.
    [two] Dwy ffynhonnell, yn nhrefn y ffeil ddata.
    [few] Tair ffynhonnell, yn nhrefn y ffeil ddata.
    [many] Chwe ffynhonnell, yn nhrefn y ffeil ddata.
   *[other] { $count } o ffynonellau, yn nhrefn y ffeil ddata.
 }

accessibility-heading = Hygyrchedd
accessibility-description = Sut y gwnaed y tudalennau hyn fel bod pawb yn gallu eu defnyddio, a sut mae hynny’n cael ei brofi.
accessibility-lead = Mae’r tudalennau hyn i bawb. Eu nod yw cyrraedd lefel AA Canllawiau Hygyrchedd Cynnwys y We 2.2.
accessibility-made = Sut y’u gwnaed
accessibility-scripts = Maen nhw’n gweithio heb sgriptiau, ac ar ddyfeisiau hen a bach.
accessibility-keyboard = Maen nhw’n gweithio gyda bysellfwrdd yn unig, a gallwch weld bob amser ble mae’r ffocws.
accessibility-zoom = Gellir eu darllen ar bedair gwaith eu maint. Dim ond tabl llydan sy’n sgrolio i’r ochr, o fewn ei ffrâm ei hun.
accessibility-colour = Maen nhw’n dilyn gosodiad golau neu dywyll eich system, a’i chyferbyniad uchel. Nid oes dim yn symud. Nid oes dim yn cael ei ddangos drwy liw yn unig.
accessibility-print = Gellir eu hargraffu.
accessibility-tested = Sut mae hynny’n cael ei brofi
accessibility-tested-text = Cyn pob fersiwn newydd, mae rhaglen yn gwirio pob tudalen mewn porwr, yn olau ac yn dywyll, yn llydan ac yn gul: hygyrchedd, HTML dilys a’r bysellfwrdd. Nid yw rhaglenni’n dod o hyd i bob nam.
accessibility-unknown = Beth nad yw’n hysbys eto
accessibility-unknown-text = Nid oes prawf wedi’i wneud gyda phobl sy’n defnyddio darllenwyr sgrin.
accessibility-unknown-tables = Nid oes prawf wedi’i wneud gyda phobl sy’n defnyddio darllenwyr sgrin. Mae gan y tablau llydan benawdau ar gyfer eu rhesi a’u colofnau, ond mae’r gefnogaeth i gelloedd wedi’u cyfuno yn amrywio. Mae’r <one>tudalennau fesul { $jurisdiction }</one> yn eu hosgoi.
accessibility-report = Os oes rhywbeth yn eich rhwystro rhag defnyddio tudalen, <report>dywedwch wrthym</report>.

privacy-heading = Preifatrwydd
privacy-description = Nid yw’r cyfeiriadur hwn yn gosod cwcis nac yn cadw cofnod o bwy ydych chi na’r hyn rydych chi’n chwilio amdano.
privacy-lead = Nid yw’r cyfeiriadur hwn yn gwybod pwy ydych chi, ac nid yw’n cadw cofnod o’r hyn rydych chi’n chwilio amdano.
privacy-here = Beth sy’n digwydd yma
privacy-cookie = Nid yw’n gosod cwcis nac yn storio dim ar eich dyfais.
privacy-script = Nid yw’n rhedeg sgriptiau, nac yn llwytho dim o unrhyw wefan arall.
privacy-search = Mae’r hyn rydych chi’n ei deipio wrth chwilio yn cael ei ddefnyddio i ddod o hyd i ateb. Nid yw’n cael ei gofnodi.
privacy-log = Os yw’n cadw log, mae’r log yn dweud pa dudalen a gafodd ei darllen a phryd. Nid yw’n dweud gan bwy.
privacy-links = Pan fyddwch chi’n dilyn dolen i wefan arall, nid yw’r wefan honno’n cael gwybod o ble y daethoch chi.
privacy-others = Beth y gall eraill ei gadw
privacy-others-text = Gall pwy bynnag sy’n rhedeg gweinydd o flaen yr un hwn, sy’n rhoi copi o’r tudalennau hyn ar y we neu sy’n cario eich cysylltiad, gadw ei gofnodion ei hun. Mae eich porwr yn cadw ei hanes.

# --- for machines that read pages

feed-title = { $site }: beth sydd wedi newid
dataset-name = { $npm }: pwy sy’n monitro mannau cadw
dataset-description = { $published ->
    [yes] Cyrff { $npm }, y mathau o le y mae pob un ohonyn nhw’n eu monitro, a ble: fel y’u cyhoeddwyd yn “{ $title }”, ac fel y maen nhw heddiw ({ $date }), gyda ffynhonnell ar gyfer pob ffaith.
   *[no] Cyrff { $npm }, y mathau o le y mae pob un ohonyn nhw’n eu monitro, a ble, fel y maen nhw heddiw ({ $date }), gyda ffynhonnell ar gyfer pob ffaith.
 }
opensearch-description = { $site }: chwilio am leoedd, cyrff, a’r geiriau y mae pobl yn eu defnyddio amdanyn nhw.
whole-heading = Y data i gyd
whole-description = Pob cofnod yn y cyfeiriadur, a’r hyn sy’n deillio ohonyn nhw.

# --- y tri llun

glance-caption = { $none ->
    [0] Mae aelod NPM wedi’i restru ym mhob man lle mae lleoedd o’r fath.
   *[other] Mewn { $none } o’r { $cells } cell hyn, nid oes aelod NPM wedi’i restru.
 }{ $volunteers ->
    [yes] {" "}Mewn { $unvisited } arall, mae aelodau wedi’u rhestru ond nid oes gwirfoddolwyr yn ymweld.
   *[no] {""}
 }
glance-left-out = Nid oes llun o’r tabl hwn, am fod ganddo ormod o golofnau i’w deall ar un olwg.
glance-key = { $group ->
    [inspects] yn arolygu neu’n rheoleiddio
    [visits] yn ymweld
    [volunteers] gwirfoddolwyr yn ymweld
    [protects] yn diogelu hawliau neu’n adolygu
    [doubtful] ddim yn sicr
   *[not-listed] gwag: neb wedi’i restru
 }
glance-mark = { $group ->
    [inspects] { $state ->
        [listed] Yn cael ei arolygu neu ei reoleiddio.
        [doubtful] Efallai’n cael ei arolygu neu ei reoleiddio.
       *[not-listed] Dim arolygydd wedi’i restru.
     }
    [visits] { $state ->
        [listed] Yn cael ymweliadau.
        [doubtful] Efallai’n cael ymweliadau.
       *[not-listed] Neb arall wedi’i restru fel ymwelydd.
     }
    [volunteers] { $state ->
        [listed] Gwirfoddolwyr yn ymweld.
        [doubtful] Efallai fod gwirfoddolwyr yn ymweld.
       *[not-listed] Dim gwirfoddolwyr wedi’u rhestru.
     }
   *[protects] { $state ->
        [listed] Mae comisiwn neu adolygydd yn gweithio yma.
        [doubtful] Efallai fod comisiwn neu adolygydd yn gweithio yma.
       *[not-listed] Dim comisiwn nac adolygydd wedi’i restru.
     }
 }
glance-reason = { $reason ->
    [not-applicable] dim lleoedd o’r fath
    [elsewhere] yn cael ei drin mewn man arall
    [unknown] ddim yn hysbys
   *[none-listed] dim aelod wedi’i restru
 }
tiles-tile = { $name }: { $count ->
    [0] dim
    [one] { $count } math o le
    [two] { $count } fath o le
   *[other] { $count } math o le
 }
tiles-doubtful = { $name }: heb ei gadarnhau
tiles-caption = Nifer y mathau o le y mae’n ymdrin â nhw{ $arranged ->
    [yes] , wedi’u lluniadu’n fras fel ar fap
   *[no] {""}
 }. Mae’r tabl yn dangos pa rai ydyn nhw.
timeline-caption = { $count ->
    [one] Un newid â dyddiad, ar linell o flynyddoedd. Mae’r rhestr isod yn sôn amdano.
    [two] { $count } newid â dyddiad, ar linell o flynyddoedd. Mae’r rhestr isod yn sôn am bob un.
   *[other] { $count } newid â dyddiad, ar linell o flynyddoedd. Mae’r rhestr isod yn sôn am bob un.
 }
timeline-band = pryd yr ysgrifennwyd y tabl a gyhoeddwyd, hyd y gwyddys
timeline-dot = newid yr adeg hon
timeline-open = felly erbyn yr adeg hon; ni wyddys ers pryd
timeline-members = Aelodau a’u henwau

## Yr hyn sydd ei angen ar chwiliad o’r iaith

search-ignored =
    a, ac, am, ar, at, dros, drwy, ei, eich, eu, fy, gan, gyda, gyda’r, i, i’r, mewn, neu, o, o’r, pwy, sydd,
    sy’n, wrth, y, yn, yng, ym, yr
search-stop-words =
    ac eithrio, aeth, amdano, amdani, beth, ble, brawd, bu, byddaf, bydd, cael, cafodd, cafwyd, chwaer, chwilio,
    dad, dim, dod, dweud, edrych, efallai, eisiau, ef, fe, felly, ffonio, ffrind, gadael, gall, galla, galw,
    gofyn, gŵr, gwneud, gwraig, gweld, gwybod, hi, hwn, hon, hyn, hynny, iawn, lle, mab, mae, mam, mater, merch,
    mi, mynd, na, nad, ni, nid, o hyd, oedd, oes, os, pa, paham, pam, person, poeni, poenus, pobl, pryd, pwy,
    rhaid, rhoi, rhywun, rwy, rwyf, rydw, sut, symud, tad, ti, un, unrhyw, wedi, ydy, ydyw, yna, ymweld, yw
search-about =
    mecanwaith ataliol cenedlaethol, protocol dewisol
search-complaints =
    cwyn, cwyno, cwynion
search-gaps =
    bwlch, bylchau
