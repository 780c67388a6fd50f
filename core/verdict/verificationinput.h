// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/generatorhealth.h"
#include "core/metrics/metricsdelta.h"
#include "core/profile/checktable.h"
#include "core/verdict/books/bookreadings.h"
#include "core/verdict/ledger/ledger.h"
#include "core/verdict/ledger/shopobservations.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <array>
#include <chrono>
#include <optional>
#include <vector>

namespace doorbuster {

/// What the run counted of itself, for V0. Both request counts are taken at the same moment.
struct RunCounts {
    quint64 journeysStarted = 0;
    std::array<std::array<quint64, outcomeReasonCount>, outcomeCount> outcomes{};
    /// Journeys that ended without having sent a buy: by far the most, so they are counted here and not in the ledger.
    std::array<std::array<quint64, outcomeReasonCount>, outcomeCount> withoutBuy{};
    std::array<std::array<RequestTally, requestNameCount>, runGroupCount> requests;
    quint64 requestsIssued = 0; ///< sum of ShopApi::requestsIssued() of all
};

/// All that the checks rest on.
struct VerificationInput {
    /// `theLedger` must outlive this; it is too big to copy.
    explicit VerificationInput(const Ledger &theLedger)
        : ledger(theLedger)
    {
    }
    explicit VerificationInput(Ledger &&) = delete;

    const Ledger &ledger;
    BuyerEmails emails;

    QByteArray saleId;
    bool saleCreated = true; ///< by this run; false: an existing sale, which may have been sold from before
    /// A sale that this run created is taken to be its own as long as the run goes on; when it is verified again later,
    /// others may have bought since.
    bool othersMayHaveBought = false;
    /// The units that this run created the sale with. Unused for an existing sale: there the shop's own word counts.
    std::optional<qint64> startingQuantity;
    /// The books of an existing sale before the load; absent for a created one, and where it was not read.
    std::optional<SaleBaseline> baseline;

    bool byEmailWanted = true; ///< verification.byEmail of the profile
    bool adminListWanted = true; ///< verification.adminList is not off
    bool adminListRequired = false; ///< verification.adminList is on: a shop that offers none cannot be verified
    BookReadings books;
    /// The shop had its time to settle after the last request. Else what is missing from the books may yet come.
    bool settled = true;

    const ShopObservations *observations = nullptr; ///< must outlive this; null where nothing was observed
    qint64 startedAt = 0; ///< this machine's clock at the run's start, Unix time in ms
    std::optional<qint64> saleStartsAt; ///< the shop's clock, Unix time in ms
    std::optional<qint64> saleEndsAt;
    std::chrono::milliseconds pollingInterval{2'000}; ///< of the buyers
    std::optional<double> totalAmount; ///< that the buyers send with their confirms
    /// A buyer that more others than this overtake is named whatever the share; absent: a tenth of the stock, at least
    /// 10.
    std::optional<int> starvation;
    double fairnessTolerance = 0.01;
    std::chrono::milliseconds visibilityLimit{1'000};

    /// Checks that count for less, or for nothing: `verification.severity` of the profile.
    QMap<QString, QString> severities;
    /// Checks that this shop cannot be held to, by its description, with the reason as a sentence.
    QMap<CheckId, QString> inapplicable;
    bool expectNoSales = false; ///< verification.expectNoSales: the sale had nothing left to sell

    RunCounts counts;
    std::vector<FailureGroup> failures; ///< of the whole run, to name the cause of what went wrong
    GeneratorHealth health;
    /// Not stopped before its stages were over; else the planned peak need not have been reached.
    bool loadRanToEnd = false;
    bool stoppedEarly = false; ///< by hand or by a threshold, so that buyers left who would have waited longer
};

} // namespace doorbuster
