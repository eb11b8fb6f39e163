//! Finding places by code, by name and while somebody types.

use jiff::civil::Date;

use super::code::PlaceCode;
use super::folded::Folded;
use super::place::Place;
use super::table::{rows_named, rows_of};

/// The place with this code on a day, or its latest state without one.
///
/// Tolerant, because the archive has gaps between the periods of a code and because codes were
/// assigned long after some of the births they stand for: on a day without a period it is the next
/// one, after the last period the last. Whether the day lies in the period is told by
/// [`Place::existed_on`], whether in the life of the code by [`was_in_use`].
pub fn find_by_code(code: PlaceCode, date: Option<Date>) -> Option<Place> {
    let mut periods = rows_of(code).map(Place::new);
    let latest = periods.clone().next_back()?;
    let Some(date) = date else {
        return Some(latest);
    };
    Some(
        periods
            .find(|place| place.to().is_none_or(|to| date <= to))
            .unwrap_or(latest),
    )
}

/// Whether somebody born that day may have this code by the archive: it is known, and had not ended.
///
/// A day before its first period counts too: codes were assigned from the 1970s on, to places as
/// they were then.
pub fn was_in_use(code: PlaceCode, date: Date) -> bool {
    let latest = rows_of(code).next_back().map(Place::new);
    latest.is_some_and(|place| place.to().is_none_or(|to| date <= to))
}

/// The places with this name, living ones first; case, accents, spaces and apostrophes do not count.
///
/// Five living names stand for two comuni each (Castro, Livo, Peglio, Samone, San Teodoro) and many
/// ceased ones did, so a name alone may find several. With a province, those that belong or belonged
/// to it, as they were then. Former names of states and bilingual names of comuni are found too.
pub fn find_by_name(name: &str, province: Option<&str>) -> impl Iterator<Item = Place> {
    let found = Folded::new(name).map(|name| rows_named(move |other| name.order(other)));
    found
        .into_iter()
        .flatten()
        .map(Place::new)
        .filter_map(move |latest| {
            let Some(province) = province.map(str::trim) else {
                return Some(latest);
            };
            rows_of(latest.code()).rev().map(Place::new).find(|place| {
                place.name() == latest.name()
                    && place
                        .province()
                        .is_some_and(|known| known.eq_ignore_ascii_case(province))
            })
        })
}

/// At most `limit` places whose name begins like this, living ones first, each in alphabetical
/// order; case, accents, spaces and apostrophes do not count. Each place appears once for each of
/// its codes and names, in the province it had last.
pub fn search(prefix: &str, limit: usize) -> impl Iterator<Item = Place> {
    let found =
        Folded::new(prefix).map(|prefix| rows_named(move |name| prefix.order_of_beginning(name)));
    let found = found.into_iter().flatten().map(Place::new);
    let living = found.clone().filter(|place| !place.is_ceased());
    living.chain(found.filter(Place::is_ceased)).take(limit)
}
