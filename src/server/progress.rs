//! How far a connection has come, so that one that comes no further can be cut.
//!
//! Time is counted in ticks of the accept loop: nothing on the way of a request reads a clock or sets a timer.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a connection is waiting for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// For its first byte.
    Fresh,
    /// For the rest of a request.
    Reading,
    /// For an answer to be made, sent and taken.
    Answering,
    /// For another request.
    Idle,
    /// For the client to hang up, after the last answer.
    Leaving,
}

impl Phase {
    /// Whether the connection can be closed without a request being lost that we know of.
    pub(super) fn is_spare(self) -> bool {
        match self {
            Phase::Fresh | Phase::Idle | Phase::Leaving => true,
            Phase::Reading | Phase::Answering => false,
        }
    }
}

/// The ticks since the start, which all connections share.
#[derive(Debug, Clone, Default)]
pub(super) struct Ticks(Arc<AtomicU64>);

impl Ticks {
    /// One more.
    pub(super) fn advance(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn now(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The progress of one connection: what it is waiting for, and since when.
#[derive(Debug)]
pub(super) struct Progress {
    ticks: Ticks,
    /// The tick at which the phase began, and in the lowest bits the phase.
    step: AtomicU64,
}

const PHASE_BITS: u32 = 3;

impl Progress {
    /// A connection that has just been accepted.
    pub(super) fn new(ticks: &Ticks) -> Progress {
        let progress = Progress {
            ticks: ticks.clone(),
            step: AtomicU64::new(0),
        };
        progress.enter(Phase::Fresh);
        progress
    }

    /// Begins a phase, now.
    pub(super) fn enter(&self, phase: Phase) {
        let phase = match phase {
            Phase::Fresh => 0,
            Phase::Reading => 1,
            Phase::Answering => 2,
            Phase::Idle => 3,
            Phase::Leaving => 4,
        };
        let step = self.ticks.now() << PHASE_BITS | phase;
        self.step.store(step, Ordering::Relaxed);
    }

    /// What the connection is waiting for.
    pub(super) fn phase(&self) -> Phase {
        match self.step.load(Ordering::Relaxed) & ((1 << PHASE_BITS) - 1) {
            0 => Phase::Fresh,
            1 => Phase::Reading,
            2 => Phase::Answering,
            3 => Phase::Idle,
            _ => Phase::Leaving,
        }
    }

    /// For how many ticks it has waited.
    pub(super) fn waited(&self) -> u64 {
        let since = self.step.load(Ordering::Relaxed) >> PHASE_BITS;
        self.ticks.now() - since
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_measured_from_its_own_beginning() {
        let ticks = Ticks::default();
        ticks.advance();
        let progress = Progress::new(&ticks);
        assert_eq!((progress.phase(), progress.waited()), (Phase::Fresh, 0));
        ticks.advance();
        ticks.advance();
        assert_eq!((progress.phase(), progress.waited()), (Phase::Fresh, 2));
        for phase in [
            Phase::Reading,
            Phase::Answering,
            Phase::Idle,
            Phase::Leaving,
        ] {
            progress.enter(phase);
            assert_eq!((progress.phase(), progress.waited()), (phase, 0));
            ticks.advance();
            assert_eq!((progress.phase(), progress.waited()), (phase, 1));
        }
    }
}
