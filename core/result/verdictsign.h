// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/thresholds.h"
#include "core/verdict/verification.h"

#include <QString>

namespace doorbuster {

/// A verdict is a word, a sign and a colour, never colour alone. This is the sign: "✓", "✕", "!", "?", "–".
QString verdictSign(CheckVerdict verdict);
/// "✓ pass": sign and word.
QString verdictText(CheckVerdict verdict);

/// A threshold's state and a headline as the verdicts that they amount to: one sign and one colour for each.
CheckVerdict verdictOf(ThresholdResult::State state);
CheckVerdict verdictOf(Headline headline);

} // namespace doorbuster
