// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/requestrecord.h"

#include <algorithm>
#include <array>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QStringView, requestNameCount> names{
    u"sale_status",
    u"buy",
    u"position",
    u"confirm",
    u"signup",
    u"signin",
    u"sale_create",
    u"orders_by_email",
    u"orders_admin_list",
    u"further",
};
constexpr std::array<QStringView, runGroupCount> groupTags{u"", u"::setup", u"::monitor", u"::teardown", u"::probe"};

} // namespace

QStringView toString(RequestName name)
{
    return names[std::size_t(name)];
}

std::optional<RequestName> requestNameFromString(QStringView text)
{
    const auto found = std::ranges::find(names, text);
    return found == names.end() ? std::nullopt : std::optional(RequestName(found - names.begin()));
}

QStringView methodOf(RequestName name)
{
    switch (name) {
    case RequestName::SaleStatus:
    case RequestName::Position:
    case RequestName::OrdersByEmail:
    case RequestName::OrdersAdminList:
        return u"GET";
    case RequestName::Buy:
    case RequestName::Confirm:
    case RequestName::SignUp:
    case RequestName::SignIn:
    case RequestName::SaleCreate:
    case RequestName::Further:
        return u"POST";
    }
    Q_UNREACHABLE();
}

QStringView groupTag(RunGroup group)
{
    return groupTags[std::size_t(group)];
}

QString protocolTag(quint8 protocol)
{
    return u"HTTP/%1.%2"_s.arg(protocol / 10).arg(protocol % 10);
}

} // namespace doorbuster
