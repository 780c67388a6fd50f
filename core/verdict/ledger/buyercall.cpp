// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/ledger/buyercall.h"

#include <algorithm>
#include <array>

namespace doorbuster {

namespace {

constexpr std::array<QStringView, 3> callKinds{u"buy", u"position", u"confirm"};

} // namespace

QStringView toString(CallKind kind)
{
    return callKinds[std::size_t(kind)];
}

std::optional<CallKind> callKindFromString(QStringView text)
{
    const auto found = std::find(callKinds.begin(), callKinds.end(), text);
    return found == callKinds.end() ? std::nullopt : std::optional(CallKind(found - callKinds.begin()));
}

} // namespace doorbuster
