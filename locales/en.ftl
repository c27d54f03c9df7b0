# Every word that readers see and that is not in the data file.
#
# A message is named after the page it stands on and the place it has there. Text is plain; it may hold <strong>, <em>,
# <cite>, <code>, and links that are named after the address they are given: See <gaps>all gaps</gaps>.
# $setting is how a kind of place stands inside a sentence, $in is "in Wales", $jurisdiction is "nation".

# --- lists, numbers and dates

list-two = { $a } and { $b }
list-start = { $a }, { $b }
list-end = { $a } and { $b }
within = in { $name }
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 }
date-year = { $year }
date-month = { month } { $year }
date-day = { $day } { month } { $year }
jurisdiction-word = jurisdiction
jurisdiction-words = jurisdictions
jurisdictions-many = { $all ->
    [yes] all { $count } { $jurisdictions }
   *[no] { $count } { $jurisdictions }
 }
checked = Checked { $date }.

# --- around every page

site-name = { $npm } directory
npm-in-sentence = { $own ->
    [yes] the { $title }
   *[no] { $title }
 }
page-title = { $heading } - { $site }
page-error-title = Error: { $title }
page-skip = Skip to main content
page-navigation = Main
page-all-pages = All pages
page-breadcrumb = Breadcrumb
page-home = Home
page-find = Find a place
page-members = Monitoring bodies
page-complaints = Complain or get help
page-matrix = Full table
page-settings = Kinds of place
page-jurisdictions = Places by { $jurisdiction }
page-places = Places by name
page-changes = What has changed
page-gaps = Gaps in monitoring
page-search = Search
page-about = About
page-data = About the data
page-sources = Sources
page-accessibility = Accessibility
page-privacy = Privacy
page-report = Report a mistake
page-report-quote = Please quote the line above.

# The language, in itself.
language-name = English
# On pages in another language.
page-unreviewed = Nobody who speaks this language has checked this translation yet. Where the two differ, go by the English text.{ $contact ->
    [yes] {" "}<report>Send us corrections</report>.
   *[no] {""}
 }
page-independent = This directory is independent. It is not run by { $npm } or by any government. <site>Go to the NPM’s own website</site>
page-official = This directory is published by { $npm }. <site>Go to its website</site>
page-printed-from = { $address } · { $site } · facts checked { $date }
report-subject = Mistake on { $path }
report-body = Page: { $address }{"\u000A"}Version of the data: { $version }{"\u000A"}{"\u000A"}What is wrong:{"\u000A"}How do you know:

# --- what is not certain, and where facts come from

doubt = <strong>We could not confirm this.</strong> { $doubt }
source-undated = undated, read { $date }
source-list = { $count ->
    [one] Source: { $sources }
   *[other] Sources: { $sources }
 }
source-in-list = <source>{ $title }</source> ({ $date })
also-called = People also say: { $words }

# --- kinds of body

marks-label = What the marks mean
mark-inspects = Inspects or regulates
mark-visits = Visits
mark-volunteers = Volunteers visit
mark-protects = Protects rights or reviews
kind-inspectorate = Inspectorate
kind-regulator = Regulator
kind-lay-monitors = Volunteer visitors
kind-commission = Commission
kind-ombuds = Ombuds institution
kind-reviewer = Reviewer
kind-preventive = Body set up as the NPM
kind-civil-society = Civil society organization
kinds-inspectorate = Inspectorates
kinds-regulator = Regulators
kinds-lay-monitors = Volunteer visitors
kinds-commission = Commissions
kinds-ombuds = Ombuds institutions
kinds-reviewer = Reviewers
kinds-preventive = Bodies set up as the NPM
kinds-civil-society = Civil society organizations
explained-inspectorate = They inspect places against set standards and publish what they find.
explained-regulator = They register services, inspect them and can make them improve.
explained-lay-monitors = Members of the public, mostly volunteers, visit places and report what they see.
explained-commission = They protect people’s rights or welfare. Some of them visit places as part of that.
explained-ombuds = They look into how public bodies treat people, and visit places too.
explained-reviewer = One person checks how a law is used, and reports on it.
explained-preventive = They were set up to visit places of detention and to prevent ill-treatment.
explained-civil-society = They are not part of the State, and visit places of detention.
verb-inspectorate = Inspects
verb-regulator = Regulates
verb-lay-monitors = Volunteers
verb-commission = Protects rights
verb-ombuds = Visits
verb-reviewer = Reviews
verb-preventive = Visits
verb-civil-society = Visits

# --- why a cell is empty

reason-none-listed = No member listed
reason-not-applicable = No such places
reason-unknown = Not known
reason-elsewhere = Covered elsewhere
cell-doubt = (not confirmed)

# --- whether a body takes complaints

takes-yes = Takes complaints from individuals.
takes-some = Can look into some complaints.
takes-no = Does not take complaints from individuals.
takes-unknown = We found no sign that it takes complaints.
takes-not-looked = We have not found out whether it takes complaints.

# --- the answer: who monitors a kind of place

answer-heading = Who monitors { $setting } { $in }
answer-switch = { $jurisdictions } to choose from
answer-all = See all { $jurisdictions }
answer-inspect = { $bodies } { $count ->
    [one] inspects
   *[other] inspect
 } { $setting } { $in }{ $with ->
    [partners] , with { $partners }.
    [limited] , with { $partners } for { $limit }.
   *[alone] .
 }
answer-inspect-also = { $bodies } { $count ->
    [one] also inspects
   *[other] also inspect
 } these places{ $with ->
    [partners] , with { $partners }.
    [limited] , with { $partners } for { $limit }.
   *[alone] .
 }
answer-volunteers = Volunteers visit { $setting } { $in } through { $bodies }.
answer-volunteers-also = Volunteers visit these places through { $bodies }.
answer-protect = { $bodies } { $count ->
    [one] monitors
   *[other] monitor
 } { $setting } { $in } to protect people’s rights.
answer-protect-also = { $bodies } { $count ->
    [one] works
   *[other] work
 } to protect people’s rights there.
answer-review = { $bodies } { $count ->
    [one] reviews
   *[other] review
 } { $setting } { $in }.
answer-review-also = { $bodies } { $count ->
    [one] also reviews
   *[other] also review
 } how the law is used there.
answer-visit = { $bodies } { $count ->
    [one] visits
   *[other] visit
 } { $setting } { $in }{ $with ->
    [partners] , with { $partners }.
    [limited] , with { $partners } for { $limit }.
   *[alone] .
 }
answer-visit-also = { $bodies } { $count ->
    [one] also visits
   *[other] also visit
 } these places{ $with ->
    [partners] , with { $partners }.
    [limited] , with { $partners } for { $limit }.
   *[alone] .
 }
answer-unsure = { $bodies } may monitor { $setting } { $in }, but we could not confirm it.
answer-unsure-also = { $bodies } may take part too, but we could not confirm it.
answer-none = No NPM member is listed for { $setting } { $in }.
answer-no-places = There are no places of this kind { $in }.
answer-elsewhere = For { $setting } { $in }, <see>{ $name }</see> is responsible. { $count ->
    [0] No NPM member is listed there.
    [one] { $bodies } monitors them.
   *[other] { $bodies } monitor them.
 }
answer-none-explained = This does not mean that nobody checks these places. It means that we found no NPM member named for them. <gaps>See all gaps</gaps>
answer-who = Who they are
answer-complain = How to complain
answer-no-route = We have not found out where complaints about these places go. Start with the place itself.
answer-route-members = Start with the place itself. { $bodies } can look into complaints too.
answer-route-elsewhere = To complain, see <see>{ $name }</see>.
answer-release = How to challenge being held
answer-more = Where to go next
answer-other-settings = Other kinds of place { $in }
answer-compare = Compare all { $jurisdictions }
answer-evidence = Evidence
answer-checked = We last checked these facts on { $date }. <data>What “checked” means</data>
answer-published = In the published table
answer-added-since = This kind of place is not in the <table>published table</table>. It was added later.
answer-blank = The <table>published table</table> prints nothing here.
answer-printed-for = Printed for { $places }.
answer-changes = Changes since then
answer-no-changes = We have found no changes since then.
answer-no-changes-only = We have found no changes.
answer-sources = Sources
answer-cite = Use this page

cite = { $site }. “{ $heading }”. Facts checked { $date }, data version { $version }. { $address }
cite-data = <json>This page as JSON</json>. <csv>The full table as CSV</csv>.

urgent-heading = If you are worried about someone now
urgent-places = Look up <places>the place by name</places> to find its own page and telephone number.
urgent-not-emergency = The monitoring bodies on this page are not an emergency service.

card-does = It { $does }.
card-visits = How often
card-latest = Newest report
card-basis = Law
card-complaints = Complaints
card-website = Website of { $name }
card-inspects-with = Inspects with { $names }.
card-works-with = Works here with { $names }.
card-joins = { $deed ->
    [inspections] Joins inspections led by { $names }
   *[visits] Joins the visits of { $names }
 }{ $limits ->
    [one] , for { $limit }.
   *[none] .
 }
card-may-join = { $deed ->
    [inspections] May join inspections led by { $names }
   *[visits] May join the visits of { $names }
 }{ $limits ->
    [one] , for { $limit }.
   *[none] .
 }

step-phone = Telephone
step-deadline = Time limit
step-who = Who can complain
steps-not-members = Ombudsmen and complaints services are separate from the NPM.

# --- home

home-heading = Who monitors places where people are held?
home-description = Find out which bodies of { $npm } monitor a place of detention, and where to turn if something is wrong.
home-urgent = Worried about someone now?
home-urgent-next = { $emergency ->
    [yes] Then see <help>what to do now, and who to complain to</help>.
   *[no] See <help>what to do now, and who to complain to</help>.
 }
home-search = Find a place
home-places = Or look through the <places>list of places by name</places>.
home-or-kind = Or choose the kind of place below. <help>I’m not sure what kind it is</help>
home-kinds = Kinds of place
home-other-kinds = Other places
home-table = The whole picture
home-table-text = { $count ->
    [0] No body is a member of { $npm } today.
    [one] The NPM is one body: { $name }.
   *[other] There are { $count } member bodies in { $npm }.
 } See <matrix>the full table</matrix> of who monitors what, and <gaps>where nobody is listed</gaps>.

# --- the two questions

lookup-heading = Find who monitors a place
lookup-description = Choose the kind of place and the { $jurisdiction } it is in to see who monitors it.
lookup-description-one = Choose the kind of place to see who monitors it.
lookup-setting = What kind of place is it?
lookup-setting-missing = Select what kind of place it is
lookup-not-sure = I’m not sure
lookup-jurisdiction = Which { $jurisdiction } is the place in?
lookup-jurisdiction-hint = Choose where the place is, not where the person is from
lookup-jurisdiction-missing = Select which { $jurisdiction } the place is in
lookup-choose = Choose
lookup-button = Find who monitors it
lookup-chosen = You chose <strong>{ $choice }</strong>. <again>Change this</again>
lookup-search = Or search by name
lookup-unsure = <help>I’m not sure what kind of place it is</help>
help-heading = What kind of place is it?
help-description = The kinds of place where people are held, with the words that people use for them.
help-lead = Look for the words you would use, then follow the link.
help-still = Still not sure? Phone the place and ask, or <search>search by its name</search>.

error-heading = There is a problem
error-label = Error:
error-meant = Did you mean
error-instead = Try one of these
error-not-found = Page not found
error-not-found-text = If you typed the address, check that it is right. If you followed a link, it may be out of date.
error-bad-request = We could not read this address
error-method-not-allowed = You cannot send anything to this page
error-not-acceptable = We cannot send this page in that encoding
error-precondition-failed = This page has changed in the meantime
error-request-too-large = This request is too long
error-service-unavailable = Too many people are using this site
error-internal-server-error = Something went wrong here

# --- settings and jurisdictions

settings-heading = Kinds of place
settings-description = The kinds of place in the { $site }, and who monitors each.
settings-lead = Choose the kind of place to see who monitors it.
setting-heading = Who monitors { $setting }
setting-description = Who monitors { $setting }: the members of { $npm } by { $jurisdiction }.
setting-description-one = Who monitors { $setting }: the members of { $npm }.
setting-where = Choose the { $jurisdiction } the place is in
setting-about = About this kind of place
setting-places = { $count ->
    [one] <places>One place of this kind</places> is listed by name.
   *[other] <places>{ $count } places of this kind</places> are listed by name.
 }
setting-printed = The <table>published table</table> calls this “{ $printed }”.
jurisdictions-heading = Places by { $jurisdiction }
jurisdictions-description = Who monitors places of detention in each { $jurisdiction }.
jurisdictions-lead = Choose the { $jurisdiction } to see who monitors each kind of place there.
jurisdictions-count = { $count ->
    [0] No NPM member is listed here
    [one] One body monitors places here
   *[other] { $count } bodies monitor places here
 }
jurisdiction-heading = Who monitors places of detention { $in }
jurisdiction-description = Each kind of place of detention { $in }, and the bodies that monitor it.
jurisdiction-lead = Choose the kind of place.

# --- members

members-heading = Monitoring bodies
members-description = The member bodies of { $npm }, by kind.
members-lead = { $count ->
    [0] No body is a member of { $npm } today.
    [one] The NPM is one body: { $name }.
   *[other] There are { $count } member bodies in { $npm }.
 }
members-nowhere = It is not listed for any kind of place today.
members-covers = { $count ->
    [one] One kind of place, in { $places }
   *[other] { $count } kinds of place, in { $places }
 }{ $everywhere ->
    [yes] {""}
   *[no] , but not every kind everywhere
 }
members-doubtful = We could not confirm where it works.
members-expected = Announced, not yet members
members-former = Former members
member-heading = { $name } ({ $short })
member-left = Member until { $date }.
member-expected = It has been announced as a member of { $npm }, and is not one yet.
member-facts = Facts
member-kind = Kind of body
member-website = Website
member-contact = Contact
member-contact-page = Its contact page
member-reports = Reports
member-reports-page = Its inspection reports
member-also = Also known as
member-formerly = Earlier name
member-former-name = { $name }, until { $date }
member-printed = In the published table
member-since = { $single ->
    [yes] Designated
   *[no] Member since
 }
member-checked = Checked
member-covers = Where it works
member-covers-nothing = It is not listed for any kind of place today.
member-table = Kinds of place where it works today
member-yes = Yes
member-partner = Joins in
member-unsure = Not confirmed
member-no = No
member-note = { $kind ->
    [doubt] <strong>{ $setting }, { $places }.</strong> We could not confirm this. { $text }
   *[note] <strong>{ $setting }, { $places }.</strong> { $text }
 }
member-does-not = What it does not do
member-complain = See <complaints>what to do if you are worried, and where to complain</complaints>.
language-cy = Welsh name
language-en = English name
language-ga = Irish name
language-gd = Gaelic name
language-other = Name in another language ({ $tag })

# --- the two tables

table-setting = Kind of place
table-skip = Skip past the table
table-cell = : { $setting }, { $jurisdiction }
table-details = : { $setting }
table-answer = Details
table-note = Note { $letter }
matrix-heading = Who monitors each kind of place
matrix-description = The bodies of { $npm } that monitor each kind of place of detention, as of { $date }.
matrix-lead = This is today’s table, checked { $date }. { $official ->
    [yes] The NPM publishes it.
   *[no] We compiled it from official sources; there is no official version.
 }
matrix-one = One { $jurisdiction } only: { $links }
matrix-caption = Who monitors each kind of place, by { $jurisdiction }
matrix-key = What the initials stand for
matrix-one-body = { $body } monitors all of these kinds of place. No other member does.
matrix-published = This table as it was published
published-heading = The published table
published-description = The table of “{ $title }” as it was printed, with its merged cells and its own words.
published-lead = This is the table as its source printed it: its rows, its merged cells, its own words. What has changed since is marked.
published-line = { $row }, line { $line }
published-today = Today
published-changed = Changed { $date }.
published-changed-by = Changed by { $date }.
published-blank = Nothing printed
published-notes = Notes
published-added = Added later, and so not in this table: { $settings }.
published-more = See <today>today’s table</today> and <changes>what has changed</changes>.

# --- changes

changes-heading = What has changed
changes-description = What differs between “{ $title }” and { $date }.
changes-description-none = What has changed in who monitors places of detention.
changes-lead = The newest change comes first. Each has its date, as far as known, and its source.
changes-table = The published table
changes-see = See <published>the published table</published> and <today>today’s table</today>.
change-place = { $setting }: { $places }
change-since = { $date }
change-by = By { $date }
change-undated = Date not known
change-renamed = { $before } is now called { $name }.
change-stopped = { $name } is no longer a member.
change-became-member = { $single ->
    [yes] { $name } was designated as the NPM.
   *[no] { $name } became a member.
 }
change-added = Added: { $now }.
change-began = Now monitored by: { $now }.
change-ended = No longer listed: { $was }.
change-joined = { $joined } joined.
change-left = { $left } left.
change-joined-and-left = { $joined } joined and { $left } left.
change-same = Now: { $now }.
change-with = { $bodies }, with { $partners }
change-with-for = { $bodies }, with { $partners } for { $limit }
change-does = { $bodies } ({ $does })
change-doubtful = { $name } (not confirmed)

# --- gaps

gaps-heading = Gaps in monitoring
gaps-description = { $volunteers ->
    [yes] Where no member is listed, where no volunteers visit, and the gaps that official sources name.
   *[no] Where no member is listed, and the gaps that official sources name.
 }
gaps-lead = Where no member is listed, it means that we found no source, not that nobody checks.
gaps-none = No member listed
gaps-none-empty = Every kind of place has at least one member in each { $jurisdiction }.
gaps-cell = { $setting } { $in }
gaps-lay = No volunteer visitors listed
gaps-lay-empty = Wherever other members work, volunteers are listed too.
gaps-lay-text = { $count ->
    [one] In one case members work, but no volunteer visitors are listed.
   *[other] In { $count } cases members work, but no volunteer visitors are listed.
 }
gaps-named = Gaps that official sources have named
gaps-named-empty = We have found none.
gap-open = Open
gap-narrowed = Partly closed
gap-closed = Closed

# --- complaints

complaints-heading = Complain or get help
complaints-description = What to do if you are worried about someone in detention now, and where to complain.
complaints-urgent = Phone the place where the person is held and speak to whoever is in charge.{ $routes ->
    [yes] {" "}Then choose the kind of place below to see what to say and who else can help.
   *[no] {""}
 }
complaints-find = Find out where to complain
complaints-choose = Choose the kind of place and the { $jurisdiction } it is in.
complaints-choose-one = Choose the kind of place.
complaints-helplines = People you can ring
complaints-members = What the monitoring bodies do
complaints-members-text = Monitoring a place is not the same as dealing with complaints. This is what each body says about complaints.
elsewhere-heading = Bodies that are not members
elsewhere-text = People look for these too. They do not belong to the NPM.

# --- places

places-heading = Places by name
places-description = Places of detention by name, and who monitors each.
places-lead = { $count ->
    [one] One place, with who monitors it.
   *[other] { $count } places, with who monitors each of them.
 }
places-contents = On this page
places-closed = (closed)
place-closed = Closed since { $date }.
place-is = { $name } comes under <answer>{ $setting } { $in }</answer>.
place-description = Who monitors { $name }, what to do if you are worried, and how to complain.
place-heading = Who monitors { $name }
place-phone = The telephone number is on <page>the official page of { $name }</page>.

# --- search

search-heading = Search
search-description = Search for a place by its name, a kind of place, or a monitoring body.
search-label = Search for a place or a body
search-hint = { $own ->
    [yes] A prison, a police station, a hospital, or a word
   *[no] A place by its name, a kind of place, or a word for it
 }
search-button = Search
search-empty = { $own ->
    [yes] Enter a word for the place, like prison or police station
   *[no] Enter a word for the place
 }
search-found-heading = { $query } - Search
search-exported = This copy of the directory is a set of files and cannot search. Choose the <kinds>kind of place</kinds>, or look through <members>the monitoring bodies</members>.
search-nothing = Nothing found for “{ $query }”
search-nothing-text = { $own ->
    [yes] Try another word, like prison or police station. Or choose the kind of place:
   *[no] Try another word. Or choose the kind of place:
 }
search-corrected = We took “{ $typed }” to mean “{ $taken }”.
search-asks = “{ $query }” can mean more than one thing
search-place = { $sure ->
    [yes] You searched for <place>{ $name }</place>.
   *[no] You may mean <place>{ $name }</place>.
 } It comes under <answer>{ $setting } { $in }</answer>.
search-where = { $count ->
    [one] { $places } is { $in }
   *[other] { $places } are { $in }
 }, so these are the results there.
search-best = Best match
search-perhaps = Perhaps
search-also = Also
search-not-member = <strong>Not a member of the NPM.</strong>
why-abbreviation = Short name: { $word }
why-former = Called “{ $word }” until { $date }
why-printed = Called “{ $word }” in the published table
why-language = { $language }: { $word }
why-also = Also known as “{ $word }”
why-code = Its code is { $word }
why-id = Its id is or was “{ $word }”

# --- about

about-heading = About
about-description = What a National Preventive Mechanism is, and what this directory of { $npm } is and is not.
about-lead = This directory says which bodies monitor which places of detention, and where to turn when something is wrong.
about-npm = What an NPM is
about-npm-treaty = A National Preventive Mechanism, or NPM, is the independent body or group of bodies that visits a country’s places of detention. Countries set one up when they join OPCAT, a treaty of the United Nations: the Optional Protocol to the Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment.
about-npm-aim = Regular visits are meant to prevent torture and other cruel, inhuman or degrading treatment or punishment before any harm is done. A country may choose one body or many.
about-powers = What an NPM must be able to do
about-power-places = Inspect every place where people are held.
about-power-information = See all information about how people are treated there and about the conditions they are held in.
about-power-private = Interview people in private.
about-power-choose = Choose which places to visit and which people to speak to.
about-power-recommend = Make recommendations based on human rights norms, which those in charge must consider and discuss with it.
about-power-law = Comment on laws and on drafts of laws.
about-powers-source = These powers are in articles 17 to 23 of <opcat>OPCAT</opcat>.
about-directory = What this directory is
about-independent = It is independent. It is not run by { $npm } or by any government. <site>Go to the NPM’s own website</site>
about-official = It is published by { $npm }. <site>Go to its website</site>
about-no-complaints = { $official ->
    [yes] You cannot complain through this directory. For that, see <complaints>how to complain or get help</complaints>.
   *[no] It takes no complaints and passes nothing on. For that, see <complaints>how to complain or get help</complaints>.
 }

data-heading = About the data
data-description = Where the facts of this directory come from, how sure they are, and how to use them.
data-lead = Everything here comes from one file, and each record in it names its source.
data-tables = Two tables
data-published = { $count ->
    [one] The <table>published table</table> has one kind of place. Its source:
   *[other] The <table>published table</table> has { $count } kinds of place. Its source:
 }
data-today = { $count ->
    [one] <table>Today’s table</table> is the same with <changes>what has changed since</changes>. It has one kind of place.
   *[other] <table>Today’s table</table> is the same with <changes>what has changed since</changes>. It has { $count } kinds of place.
 } { $official ->
    [yes] The NPM publishes it.
   *[no] We compiled it from official sources; there is no official version.
 }
data-sure = How sure it is
data-checked = We last checked the facts on { $date }. That means that we read each of them again in its source.{ $official ->
    [yes] {""}
   *[no] {" "}It does not mean that the body itself has confirmed it.
 }
data-doubt = Where we could not confirm something, the page says so beside it, and why.
data-none = Where no member is listed, it means that we found no source, not that nobody checks.
data-take = Use the data
data-csv = For a spreadsheet: <coverage>who monitors what</coverage> and <members>the members</members>, as CSV.
data-json = For a program: <all>everything as JSON</all>. Every page has a JSON twin too: add <code>.json</code> to its address. <openapi>All addresses are described</openapi> as OpenAPI.
data-feed = For a feed reader: <feed>what has changed</feed>.
data-file = <file>The whole file</file> as it was loaded, and <schema>its JSON Schema</schema>.
data-hash = SHA-256 of the file:
data-licence = Licence
data-no-licence = The file does not say how its facts may be used.
data-mistakes = If you find a mistake
data-mistakes-text = A wrong answer can hurt someone. <report>Tell us</report> what is wrong and how you know.

sources-heading = Sources
sources-description = Every source of this directory, with its publisher, its date and its address.
sources-lead = { $count ->
    [one] One source.
   *[other] { $count } sources, in the order of the data file.
 }

accessibility-heading = Accessibility
accessibility-description = How these pages are made so that everyone can use them, and how that is tested.
accessibility-lead = These pages are for everyone. They aim to meet level AA of the Web Content Accessibility Guidelines 2.2.
accessibility-made = How they are made
accessibility-scripts = They work without scripts, and on old and small devices.
accessibility-keyboard = They work by keyboard alone, and you can always see what has the focus.
accessibility-zoom = They can be read at four times the size. Only a wide table scrolls sideways, within its own frame.
accessibility-colour = They follow your system’s light or dark setting and its high contrast. Nothing moves. Colour is never the only sign of anything.
accessibility-print = They print.
accessibility-tested = How that is tested
accessibility-tested-text = Before a release, a program checks every page in a browser, in light and dark, wide and narrow, for accessibility, for valid HTML and by keyboard. Programs do not find every fault.
accessibility-unknown = What is not yet known
accessibility-unknown-text = No test with people who use screen readers has been done.
accessibility-unknown-tables = No test with people who use screen readers has been done. The wide tables have headings for their rows and columns, but support for merged cells differs. <one>One { $jurisdiction } at a time</one> avoids them.
accessibility-report = If something keeps you from using a page, <report>tell us</report>.

privacy-heading = Privacy
privacy-description = This directory sets no cookie and keeps no record of who you are or what you look for.
privacy-lead = This directory does not know who you are, and keeps no record of what you look for.
privacy-here = What happens here
privacy-cookie = It sets no cookie and stores nothing on your device.
privacy-script = It runs no script, and loads nothing from any other site.
privacy-search = What you type in the search is used to find an answer. It is not written down.
privacy-log = If it keeps a log, the log says which page was read and when. It does not say by whom.
privacy-links = When you follow a link to another site, that site is not told where you came from.
privacy-others = What others may keep
privacy-others-text = Whoever runs a server in front of this one, serves a copy of these pages or carries your connection may keep records of their own. Your browser keeps its history.

# --- for machines that read pages

feed-title = What has changed in the { $site }
dataset-name = { $npm }: who monitors places of detention
dataset-description = { $published ->
    [yes] The bodies of { $npm }, the kinds of place that each of them monitors, and where: as published in “{ $title }” and as it is on { $date }, with a source for every fact.
   *[no] The bodies of { $npm }, the kinds of place that each of them monitors, and where, as it is on { $date }, with a source for every fact.
 }
opensearch-description = Search the { $site }: places, bodies, and the words that people use for them.
whole-heading = All of the data
whole-description = Every record of the directory, and what is worked out from them.

# --- the three pictures

glance-caption = { $none ->
    [0] An NPM member is listed wherever there are such places.
   *[other] In { $none } of these { $cells } cells, no NPM member is listed.
 }{ $volunteers ->
    [yes] {" "}In { $unvisited } more, members are listed but no volunteers visit.
   *[no] {""}
 }
glance-left-out = There is no picture of this table, because it has too many columns to be read at a glance.
glance-key = { $group ->
    [inspects] inspects or regulates
    [visits] visits
    [volunteers] volunteers visit
    [protects] protects rights or reviews
    [doubtful] not certain
   *[not-listed] hollow: none listed
 }
glance-mark = { $group ->
    [inspects] { $state ->
        [listed] Inspected or regulated.
        [doubtful] Perhaps inspected or regulated.
       *[not-listed] No inspector listed.
     }
    [visits] { $state ->
        [listed] Visited.
        [doubtful] Perhaps visited.
       *[not-listed] Nobody else listed as visiting.
     }
    [volunteers] { $state ->
        [listed] Visited by volunteers.
        [doubtful] Perhaps visited by volunteers.
       *[not-listed] No volunteers listed.
     }
   *[protects] { $state ->
        [listed] A commission or reviewer works here.
        [doubtful] Perhaps a commission or reviewer works here.
       *[not-listed] No commission or reviewer listed.
     }
 }
glance-reason = { $reason ->
    [not-applicable] no such places
    [elsewhere] covered elsewhere
    [unknown] not known
   *[none-listed] no member listed
 }
tiles-tile = { $name }: { $count ->
    [0] none
    [one] { $count } kind of place
   *[other] { $count } kinds of place
 }
tiles-doubtful = { $name }: not confirmed
tiles-caption = The number of kinds of place that it covers{ $arranged ->
    [yes] , drawn roughly as on a map
   *[no] {""}
 }. The table shows which they are.
timeline-caption = { $count ->
    [one] One dated change, drawn on a line of years. The list below tells of it.
   *[other] { $count } dated changes, drawn on a line of years. The list below tells of each.
 }
timeline-band = when the published table was written, as far as known
timeline-dot = changed at this time
timeline-open = so by this time; since when is not known
timeline-members = Members and their names

## What a search needs of the language

# Words and phrases that it leaves out, separated by commas.
search-ignored =
    a, an, and, at, by, do, for, from, in, is, my, of, on, or, the, to, who, with

# Words of a sentence that mean nothing on their own.
search-stop-words =
    about, after, again, all, allow, allowed, am, any, anyone, are, as, ask, asking, be, because, been, before,
    being, between, boyfriend, brother, but, call, called, came, can, cannot, cant, check, checked, checking,
    come, contact, could, dad, daughter, did, didnt, does, doesnt, dont, else, father, find, friend, gave, get,
    getting, girlfriend, give, given, go, going, gone, good, got, had, happen, happened, happening, has, hasnt,
    have, having, he, held, help, her, here, hes, him, himself, his, how, husband, i, if, im, inspect, inspected,
    inspecting, into, isnt, it, its, ive, just, keep, kept, know, lead, leading, let, like, long, look, looking,
    made, make, making, man, may, me, men, might, monitor, monitored, more, most, mother, move, moved, mum, must,
    name, need, never, new, no, not, now, number, old, one, our, out, over, oversee, partner, people, person,
    phone, place, please, put, relative, responsible, ring, run, said, say, see, seen, send, sent, she, shes,
    should, sister, so, some, somebody, someone, son, stay, still, take, taken, taking, tell, than, that, their,
    them, then, there, these, they, theyre, thing, think, this, those, today, told, treat, treated, under, until,
    up, us, very, visit, visited, visiting, want, was, wasnt, we, were, what, when, where, which, while, whom,
    whose, why, wife, will, wont, work, worried, worry, would, you, your

# Words for what an NPM is, for complaints, and for gaps in coverage.
search-about =
    national preventive mechanism, NPM, optional protocol, OPCAT
search-complaints =
    complaint, complain, complaining
search-gaps =
    gap
