/**
 * Ordinary English that carries no meaning for a plan. These words are never taken for a misspelt term of the field, nor for
 * the name of something that is not in the data.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `a able about above across act add after again against all almost alone along already also although always am among an and
any anybody anyone anything anyway are area around as ask at available away back bank banks base based basis be became because become been
before being below beside besides best better between big bigger bit board both brief briefly but by call came can cannot
care case cases cause certain check clear close come comes coming compare compared comparing comparison complete completely consider
could course current currently data date day days deal default definitely detail details did difference do does doing done double
due during each early easy either else end ended enough entire especially estimate even ever every everybody everyone
everything exactly except excluding far few figure figures find fine first five follow following for former found four from full fully further
gap general generally get gets getting give given go goes going gone good got great group groups guess guys had half happen happened
happening happens happy hard has have having he hello help her here hey hi high him his hold hour hours how however i
idea if im important in include included including indeed info information insight insights instead interested into is issue issues it its itself
just keep keeps kind know known last late lately later latest least left less let level like likely line list little live long longer look looked
looking looks lot lots low made mainly make makes making manage management manager many matter matters may maybe me mean meant
meeting mention might mind mine minute minutes moment month months more morning most mostly much must my myself name near
nearly need needed needs never new next no nobody none nor normal normally not note nothing notice now number numbers of off ok okay
old on once one ones only onto open or other others otherwise our ours out over overall own part particular
parts past people per perhaps period person pick picture place plan play please plus point points possible possibly present pretty
previous prior probably problem problems production proper provide pull put question questions quick quickly quite rather
read ready real reality really reason recent recently regarding related relative remain respect rest result right run running
said same saw say saying says second see seem seems seen select self separate set seven several shall share she
short should side similar simple simply since single six size small smaller so some somebody someone something sometimes soon sorry sort
specific split start state stay step still stop such suddenly sum sure table take taken takes taking talk tell ten
term terms than thank thanks that the their them themselves then there therefore these they thing things think third this those though thought
three through thus till time times to today together told tomorrow too took top total totally toward towards tried true try
trying turn twice two type types typical typically under understand until unusual up upon us use used user using usual usually
various versus very via view vs wait want wanted wants was watch way ways we week weekend weeks well went were what whatever
when whenever where whether which while who whole whom whose why will wish with within without word words world would
wrong yeah year years yes yesterday yet you your yours business company colleague boss ceo cfo team stakeholders online example detail
quarter hour earlier ago versus ytd mtd wtd qtd wow mom yoy dod qoq half beginning middle everything side currency dollar dollars euro percent
apply deliver extra extent impact affect affected affects exclude excluded filter filtered broken grouped group breakdown ranked rank sorted order
highest lowest higher lower bigger smallest average median mean total sum per each minus plus single double cases customers customer shopper shoppers client clients
buyers consumers user users card cards cardholder cardholders merchants volume code codes test testing sample standard unknown deeper deep explore
incident incidents outage outages event events situation fewer fraction zero eight nine eleven twelve dozen hundred thousand million`
    .trim()
    .split(/\s+/),
);
