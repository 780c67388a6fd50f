// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/books/reconciliation.h"
#include "core/verdict/verification.h"

#include <QStringView>

#include <span>
#include <utility>
#include <vector>

namespace doorbuster {

/// How one row of the verdict's table is judged; what it is called and what it counts as is in checkTable(). `judge`
/// fills everything but id, title, severity and meaning of a row that says "no data". It says Fail of what is certain,
/// Warn of what is possible only or to be expected, whatever the severity of the check: verify() lowers it to that.
struct Check {
    CheckId id;
    QStringView meaning;
    void (*judge)(const Reconciliation &, CheckRow &);
};

/// All checks, in the order of the table. A new check is a function below, a line there, and one in checkTable().
std::span<const Check> allChecks();

// stockchecks.cpp
void checkNoOversell(const Reconciliation &books, CheckRow &row); ///< V1
void checkStockEquation(const Reconciliation &books, CheckRow &row); ///< V2

// holdchecks.cpp
void checkUnmetDemand(const Reconciliation &books, CheckRow &row); ///< V3
void checkNoLeakedHold(const Reconciliation &books, CheckRow &row); ///< V4

// keptholdscheck.cpp
void checkHoldsAreKept(const Reconciliation &books, CheckRow &row); ///< V9

// orderchecks.cpp
void checkOneOrderPerBuyer(const Reconciliation &books, CheckRow &row); ///< V5
void checkNoLostOrder(const Reconciliation &books, CheckRow &row); ///< V6
void checkNoPhantomOrder(const Reconciliation &books, CheckRow &row); ///< V7
void checkNoForeignOrder(const Reconciliation &books, CheckRow &row); ///< V8

// queuechecks.cpp
void checkFairQueue(const Reconciliation &books, CheckRow &row); ///< V10
void checkSanePositions(const Reconciliation &books, CheckRow &row); ///< V11

// timechecks.cpp
void checkSaleWindow(const Reconciliation &books, CheckRow &row); ///< V12
void checkVisibility(const Reconciliation &books, CheckRow &row); ///< V16
void checkSellOut(const Reconciliation &books, CheckRow &row); ///< V17

// samplechecks.cpp
void checkStockOverTime(const Reconciliation &books, CheckRow &row); ///< V13
void checkBoundedReads(const Reconciliation &books, CheckRow &row); ///< V14

// contractcheck.cpp
void checkStatusContract(const Reconciliation &books, CheckRow &row); ///< V15

// runchecks.cpp
void checkEveryBuyerAccountedFor(const Reconciliation &books, CheckRow &row); ///< V0
void checkCompleteReading(const Reconciliation &books, CheckRow &row); ///< V18
void checkHealthyGenerator(const Reconciliation &books, CheckRow &row); ///< V19

// testedcheck.cpp
void checkSomethingTested(const Reconciliation &books, CheckRow &row); ///< V20

/// Counts one more finding; keeps its row while there is room.
void addFinding(Evidence &evidence, QStringList row);
/// Findings that are shown with the heaviest first; equal ones stay in the order in which they were added.
class WeighedFindings {
public:
    void add(qint64 weight, QStringList row) { m_findings.push_back({weight, std::move(row)}); }
    qint64 count() const { return qint64(m_findings.size()); }
    /// Adds them to the evidence, and points at the heaviest as the worst.
    void moveTo(Evidence &evidence);

private:
    struct Finding {
        qint64 weight;
        QStringList row;
    };
    std::vector<Finding> m_findings;
};
/// Raises the row's verdict to `verdict` if that is worse.
void worsen(CheckRow &row, CheckVerdict verdict);

} // namespace doorbuster
