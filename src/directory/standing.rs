//! Members, former members and expected members.

use super::{Coverage, Date, Directory, Facts, MemberKey, Status};

/// Whether a body is a member on the day for which the facts hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It is a member.
    Member,
    /// It has left.
    Former,
    /// It has been announced but not yet designated.
    Expected,
}

impl Directory {
    /// The standing of a body today.
    pub fn standing(&self, member: MemberKey) -> Standing {
        let member = &self[member];
        let has_left = |left: Date| left.compare(self.about.checked).is_le();
        if member.status == Some(Status::Expected) {
            Standing::Expected
        } else if member.left.is_some_and(has_left) {
            Standing::Former
        } else {
            Standing::Member
        }
    }

    /// The bodies with this standing, in the file's order.
    pub fn members_that_are(&self, standing: Standing) -> impl Iterator<Item = MemberKey> + '_ {
        self.member_keys()
            .filter(move |key| self.standing(*key) == standing)
    }
}

impl Facts {
    /// Ends coverage when one of its members leaves; what the others cover afterwards becomes a new record. An expected
    /// member is removed from records that have other members.
    pub(crate) fn end_coverage_of_departed(&mut self) {
        let mut ended = Vec::with_capacity(self.coverage.len());
        for mut coverage in std::mem::take(&mut self.coverage) {
            let is_expected = |key: MemberKey| self[key].status == Some(Status::Expected);
            if !coverage.members().all(is_expected) {
                remove(&mut coverage, is_expected);
            }
            let departures = coverage.members();
            let departures = departures.filter_map(|key| Some((key, self[key].left?)));
            let mut departures: Vec<_> = departures.collect();
            departures.sort_by_key(|(_, left)| left.earliest());
            for (member, left) in departures {
                let is_over = |until: Date| left.compare(until).is_ge();
                let has_begun = |began: Date| left.compare(began).is_gt();
                if coverage.until.is_some_and(is_over)
                    || coverage.members().all(|key| key != member)
                {
                    continue;
                }
                if coverage.began().is_none_or(has_begun) {
                    let until = Some(left);
                    ended.push(Coverage {
                        until,
                        ..coverage.clone()
                    });
                    (coverage.printed, coverage.from, coverage.seen) = (None, Some(left), None);
                }
                let has_left = |day: Date| day.compare(left).is_le();
                remove(&mut coverage, |key| self[key].left.is_some_and(has_left));
            }
            if !coverage.by.is_empty() {
                ended.push(coverage);
            }
        }
        self.coverage = ended;
    }
}

/// Removes some of the members of a record. If nobody leads any more, the partners do.
fn remove(coverage: &mut Coverage, is_gone: impl Fn(MemberKey) -> bool) {
    coverage.by.retain(|key| !is_gone(*key));
    coverage.with.retain(|key| !is_gone(*key));
    if coverage.by.is_empty() {
        coverage.by = std::mem::take(&mut coverage.with);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::fixture::{self, cell, date, member, published, since};
    use crate::directory::{Change, Edition};

    /// The fixture after the Inspectorate of Constabulary has left, with one record for it and a partner.
    fn directory(coverage: Coverage, left: &str) -> Directory {
        let mut facts = fixture::facts();
        facts.members[3].left = Some(date(left));
        facts.coverage = vec![coverage];
        Directory::new(facts)
    }

    fn with_partner(coverage: Coverage) -> Coverage {
        Coverage {
            with: vec![member("rip")],
            ..coverage
        }
    }

    fn members(directory: &Directory, edition: Edition) -> Vec<MemberKey> {
        directory.members_of(cell("prisons", "northmark"), edition)
    }

    #[test]
    fn a_former_member_covers_nothing_today() {
        let record = published("prisons", &["northmark"], "ric");
        let gone = directory(record.clone(), "2024-04");
        assert_eq!(gone.standing(member("ric")), Standing::Former);
        assert_eq!(members(&gone, Edition::Published), [member("ric")]);
        assert_eq!(members(&gone, Edition::Today), []);
        let alone = directory(with_partner(record), "2024-04");
        assert_eq!(
            members(&alone, Edition::Published),
            [member("ric"), member("rip")]
        );
        assert_eq!(members(&alone, Edition::Today), [member("rip")]);
        let changes = alone.changes();
        let coverage = changes
            .iter()
            .filter(|change| matches!(change, Change::Coverage { .. }));
        assert_eq!(coverage.count(), 1, "{changes:?}");
    }

    #[test]
    fn a_member_that_will_leave_is_still_a_member() {
        let going = directory(published("prisons", &["northmark"], "ric"), "2027");
        assert_eq!(going.standing(member("ric")), Standing::Member);
        assert_eq!(members(&going, Edition::Today), [member("ric")]);
    }

    #[test]
    fn a_record_that_begins_after_its_member_left_has_only_the_others() {
        let late = |coverage| directory(coverage, "2018");
        let record = since("2020", "prisons", &["northmark"], "ric");
        assert_eq!(late(record.clone()).coverage.len(), 0);
        let others = late(with_partner(record));
        assert_eq!(others.coverage.len(), 1);
        assert_eq!(others.coverage[0].by, [member("rip")]);
    }

    #[test]
    fn an_expected_member_covers_nothing() {
        let mut facts = fixture::facts();
        facts.members[3].status = Some(Status::Expected);
        let record = published("prisons", &["northmark"], "ric");
        facts.coverage = vec![
            record.clone(),
            Coverage {
                line: 2,
                ..with_partner(record)
            },
        ];
        let directory = Directory::new(facts);
        assert_eq!(members(&directory, Edition::Today), [member("rip")]);
        let expected: Vec<_> = directory.members_that_are(Standing::Expected).collect();
        assert_eq!(expected, [member("ric")]);
        assert_eq!(directory.members_that_are(Standing::Member).count(), 7);
    }
}
