// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <cstddef>
#include <optional>
#include <span>

namespace doorbuster {

/// What the findings of a check count as. A finding is never worse than the severity of its check.
enum class CheckSeverity : quint8 {
    Off, ///< not judged at all, and shown as such
    Warn,
    Fail,
};

QStringView toString(CheckSeverity severity); ///< "off", "warn", "fail"
std::optional<CheckSeverity> checkSeverityFromString(QStringView text);
/// The words above, worst first, for editors.
QStringList checkSeverityNames();

/// The checks of the verdict, in the order of their table; "V" and the number is their name everywhere outside.
enum class CheckId : quint8 {
    EveryBuyerAccountedFor, ///< V0
    NoOversell, ///< V1
    StockEquation, ///< V2
    NoUnmetDemand, ///< V3
    NoLeakedHold, ///< V4
    OneOrderPerBuyer, ///< V5
    NoLostOrder, ///< V6
    NoPhantomOrder, ///< V7
    NoForeignOrder, ///< V8
    HoldsAreKept, ///< V9
    FairQueue, ///< V10
    SanePositions, ///< V11
    SaleWindow, ///< V12
    StockOverTime, ///< V13
    BoundedReads, ///< V14
    StatusContract, ///< V15
    Visibility, ///< V16
    SellOut, ///< V17
    CompleteReading, ///< V18
    HealthyGenerator, ///< V19
    SomethingTested, ///< V20
};
inline constexpr std::size_t checkCount = std::size_t(CheckId::SomethingTested) + 1;

QString toString(CheckId id); ///< "V1"
std::optional<CheckId> checkIdFromString(QStringView text);

/// What is known of a check of the verdict without a run. How it judges is in core/verdict.
struct CheckInfo {
    CheckId id = CheckId::EveryBuyerAccountedFor;
    QStringView title; ///< "No oversell"
    CheckSeverity severity = CheckSeverity::Fail; ///< where the profile says nothing
    /// Why the severity cannot be lowered, as a clause; empty where it can.
    QStringView needed = {};
};

/// All checks, in the order of the verdict's table.
std::span<const CheckInfo> checkTable();
const CheckInfo &checkInfo(CheckId id);
QStringList checkIds(); ///< in words

/// What the profile's `verification.severity` makes of a check: the default where it says nothing, or nothing that
/// applies. A check that is needed keeps its own.
CheckSeverity severityOf(const QMap<QString, QString> &severities, const CheckInfo &check);

/// Why an entry of `verification.severity` cannot stand, as a clause; nullopt = it can.
std::optional<QString> severityProblem(const QString &id, const QString &severity);
/// The same for the id alone.
std::optional<QString> checkIdProblem(const QString &id);

} // namespace doorbuster
