// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/runphase.h"

#include <array>

namespace doorbuster {

namespace {

constexpr std::array<QStringView, 10> names{
    u"idle",
    u"setup",
    u"countdown",
    u"load",
    u"draining",
    u"settling",
    u"verifying",
    u"finished",
    u"failed",
    u"aborted",
};

} // namespace

QStringView toString(RunPhase phase)
{
    return names[std::size_t(phase)];
}

std::optional<RunPhase> runPhaseFromString(QStringView text)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == text) {
            return RunPhase(i);
        }
    }
    return std::nullopt;
}

} // namespace doorbuster
