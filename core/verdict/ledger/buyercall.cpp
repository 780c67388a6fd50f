// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/ledger/buyercall.h"

#include <algorithm>
#include <array>

namespace doorbuster {

namespace {

constexpr std::array<QStringView, 3> callKinds{u"buy", u"position", u"confirm"};
constexpr std::array<QStringView, 12> callAnswers{u"none", u"queued", u"hold", u"noPlace", u"ordered", u"soldOut",
    u"notActive", u"inProgress", u"refused", u"unreadable", u"unclear", u"rateLimited"};

template <class Enum, std::size_t count>
std::optional<Enum> find(const std::array<QStringView, count> &names, QStringView text)
{
    const auto found = std::find(names.begin(), names.end(), text);
    return found == names.end() ? std::nullopt : std::optional(Enum(found - names.begin()));
}

} // namespace

QStringView toString(CallKind kind)
{
    return callKinds[std::size_t(kind)];
}

QStringView toString(CallAnswer answer)
{
    return callAnswers[std::size_t(answer)];
}

std::optional<CallKind> callKindFromString(QStringView text)
{
    return find<CallKind>(callKinds, text);
}

std::optional<CallAnswer> callAnswerFromString(QStringView text)
{
    return find<CallAnswer>(callAnswers, text);
}

} // namespace doorbuster
