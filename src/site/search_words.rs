//! What a search needs of the language of the pages.

use crate::directory::SearchWords;

/// For questions in English.
pub const ENGLISH_SEARCH: SearchWords<'static> = SearchWords {
    ignored: "a, an, and, at, by, do, for, from, in, is, my, of, on, or, the, to, who, with",
    stop_words: "about, after, again, all, allow, allowed, am, any, anyone, are, as, ask, asking, be, \
        because, been, before, being, between, boyfriend, brother, but, call, called, came, \
        can, cannot, cant, check, checked, checking, come, contact, could, dad, daughter, did, \
        didnt, does, doesnt, dont, else, father, find, friend, gave, get, getting, girlfriend, \
        give, given, go, going, gone, good, got, had, happen, happened, happening, has, hasnt, \
        have, having, he, held, help, her, here, hes, him, himself, his, how, husband, i, if, \
        im, inspect, inspected, inspecting, into, isnt, it, its, ive, just, keep, kept, know, \
        lead, leading, let, like, long, look, looking, made, make, making, man, may, me, men, \
        might, monitor, monitored, more, most, mother, move, moved, mum, must, name, need, \
        never, new, no, not, now, number, old, one, our, out, over, oversee, partner, people, \
        person, phone, place, please, put, relative, responsible, ring, run, said, say, see, \
        seen, send, sent, she, shes, should, sister, so, some, somebody, someone, son, stay, \
        still, take, taken, taking, tell, than, that, their, them, then, there, these, they, \
        theyre, thing, think, this, those, today, told, treat, treated, under, until, up, us, \
        very, visit, visited, visiting, want, was, wasnt, we, were, what, when, where, which, \
        while, whom, whose, why, wife, will, wont, work, worried, worry, would, you, your",
    about: "national preventive mechanism, NPM, optional protocol, OPCAT",
    complaints: "complaint, complain, complaining",
    gaps: "gap",
};
