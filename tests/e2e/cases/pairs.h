// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "case.h"

namespace doorbuster {

/// A run of 3 s against a shop with two twists at once, and a load, all chosen by one number. None of the twists breaks
/// a promise, so that nothing of the verdict may fail.
Case makePair(quint64 baseSeed, std::size_t number);

/// What is wrong, a sentence each: a crash, a hang, a pass where the shop sold nothing, a failure of a right shop.
QStringList pairFaults(const CaseFound &found);

} // namespace doorbuster
