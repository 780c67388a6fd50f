// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/checktable.h"

#include "core/profile/nearest.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr std::array<QStringView, 3> severities{u"off", u"warn", u"fail"};

constexpr std::array checks{
    CheckInfo{CheckId::EveryBuyerAccountedFor, u"Every buyer accounted for", CheckSeverity::Fail,
        u"without it a verdict could rest on counts of the run that do not agree"},
    CheckInfo{CheckId::NoOversell, u"No oversell"},
    CheckInfo{CheckId::StockEquation, u"Stock equation"},
    CheckInfo{CheckId::NoUnmetDemand, u"No unmet demand", CheckSeverity::Warn},
    CheckInfo{CheckId::NoLeakedHold, u"No leaked hold"},
    CheckInfo{CheckId::OneOrderPerBuyer, u"One order per buyer"},
    CheckInfo{CheckId::NoLostOrder, u"No lost order"},
    CheckInfo{CheckId::NoPhantomOrder, u"No phantom order"},
    CheckInfo{CheckId::NoForeignOrder, u"No foreign order"},
    CheckInfo{CheckId::HoldsAreKept, u"Holds are kept"},
    CheckInfo{CheckId::FairQueue, u"Fair queue", CheckSeverity::Warn},
    CheckInfo{CheckId::SanePositions, u"Sane positions", CheckSeverity::Warn},
    CheckInfo{CheckId::SaleWindow, u"Sale window"},
    CheckInfo{CheckId::StockOverTime, u"Stock over time"},
    CheckInfo{CheckId::BoundedReads, u"Bounded reads"},
    CheckInfo{CheckId::StatusContract, u"Status contract", CheckSeverity::Warn},
    CheckInfo{CheckId::Visibility, u"Visibility", CheckSeverity::Warn},
    CheckInfo{CheckId::SellOut, u"Sell-out", CheckSeverity::Warn},
    CheckInfo{
        CheckId::CompleteReading, u"Complete reading", CheckSeverity::Fail, u"without it a reading that failed could look like a pass"},
    CheckInfo{CheckId::HealthyGenerator, u"Healthy generator", CheckSeverity::Warn},
    CheckInfo{CheckId::SomethingTested, u"Something was tested", CheckSeverity::Fail,
        u"without it a run in which nothing was bought could pass"},
};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < checks.size(); ++i) {
        if (std::size_t(checks[i].id) != i)
            return false;
    }
    return checks.size() == checkCount;
}
static_assert(isInOrder());

} // namespace

QString toString(CheckId id)
{
    return u"V%1"_s.arg(int(id));
}

std::optional<CheckId> checkIdFromString(QStringView text)
{
    for (const CheckInfo &check : checks) {
        if (toString(check.id) == text)
            return check.id;
    }
    return std::nullopt;
}

QStringView toString(CheckSeverity severity)
{
    return severities[std::size_t(severity)];
}

std::optional<CheckSeverity> checkSeverityFromString(QStringView text)
{
    const auto found = std::ranges::find(severities, text);
    return found == severities.end() ? std::nullopt : std::optional(CheckSeverity(found - severities.begin()));
}

QStringList checkSeverityNames()
{
    QStringList names;
    for (auto severity = severities.rbegin(); severity != severities.rend(); ++severity)
        names += severity->toString();
    return names;
}

std::span<const CheckInfo> checkTable()
{
    return checks;
}

const CheckInfo &checkInfo(CheckId id)
{
    return checks[std::size_t(id)];
}

QStringList checkIds()
{
    QStringList ids;
    for (const CheckInfo &check : checks)
        ids += toString(check.id);
    return ids;
}

CheckSeverity severityOf(const QMap<QString, QString> &given, const CheckInfo &check)
{
    const auto found = given.constFind(toString(check.id));
    if (found == given.cend() || !check.needed.isEmpty())
        return check.severity;
    return checkSeverityFromString(*found).value_or(check.severity);
}

std::optional<QString> checkIdProblem(const QString &id)
{
    if (checkIdFromString(id))
        return std::nullopt;
    return u"there is no such check: there are %1 to %2"_s.arg(toString(checks.front().id), toString(checks.back().id))
        + didYouMean(id, checkIds());
}

std::optional<QString> severityProblem(const QString &id, const QString &severity)
{
    if (const auto problem = checkIdProblem(id))
        return problem;
    const auto wanted = checkSeverityFromString(severity);
    if (!wanted) {
        const QStringList names = checkSeverityNames();
        return u"“%1” is not one of %2"_s.arg(severity.left(60), names.join(", "_L1)) + didYouMean(severity, names);
    }
    const CheckInfo &check = checkInfo(*checkIdFromString(id));
    if (!check.needed.isEmpty() && *wanted != check.severity)
        return u"must stay %1: %2"_s.arg(toString(check.severity), check.needed);
    return std::nullopt;
}

} // namespace doorbuster
