//! Which instructions to use.

use crate::simd::{Kernel, Portable};

/// An instruction set that this machine is known to have.
///
/// A value can only be had by asking the machine, so holding one is the proof that its instructions
/// may run; the safe functions of this crate rest on that. Whatever the set, the numbers that come
/// out are the same, bit for bit.
///
/// ```
/// use onrecord_encoder::Isa;
///
/// let best = Isa::detect();
/// assert!(Isa::available().contains(&best));
/// assert_eq!(Isa::named("portable").unwrap().to_string(), "portable");
/// assert_eq!(Isa::named("abacus"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Isa(Level);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

/// Slowest first.
const LEVELS: &[Level] = &[
    Level::Portable,
    #[cfg(target_arch = "x86_64")]
    Level::Avx2,
    #[cfg(target_arch = "x86_64")]
    Level::AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Level::Avx512,
];

impl Level {
    /// Whether the machine has every feature that `Isa::run` enables for this level.
    fn is_here(self) -> bool {
        #[cfg(target_arch = "x86_64")]
        let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
        match self {
            Level::Portable => true,
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => avx2,
            #[cfg(target_arch = "x86_64")]
            Level::AvxVnni => avx2 && is_x86_feature_detected!("avxvnni"),
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => {
                avx2 && is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512vnni")
            }
        }
    }
}

impl Isa {
    /// The fastest set that this machine has.
    pub fn detect() -> Isa {
        *Isa::available().last().unwrap_or(&Isa(Level::Portable))
    }

    /// Every set that this machine has, slowest first.
    pub fn available() -> Vec<Isa> {
        LEVELS.iter().filter(|level| level.is_here()).map(|&level| Isa(level)).collect()
    }

    /// The set of that name, if this machine has it: `portable`, `avx2`, `avx-vnni` or `avx512`.
    pub fn named(name: &str) -> Option<Isa> {
        Isa::available().into_iter().find(|isa| isa.name() == name)
    }

    /// Its name, as [`Isa::named`] takes it.
    pub fn name(self) -> &'static str {
        match self.0 {
            Level::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Level::AvxVnni => "avx-vnni",
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => "avx512",
        }
    }

    /// Runs a kernel compiled for this set.
    #[allow(unsafe_code)]
    pub(crate) fn run<K: Kernel>(self, kernel: K) -> K::Output {
        match self.0 {
            Level::Portable => kernel.run(Portable),
            // SAFETY: only `available` makes an `Isa`, after the machine was seen to have every
            // feature that the function called here enables.
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => unsafe { crate::simd::avx2::run(kernel) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Level::AvxVnni => unsafe { crate::simd::avx2::run_vnni(kernel) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => unsafe { crate::simd::avx512::run(kernel) },
        }
    }
}

impl std::fmt::Display for Isa {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
