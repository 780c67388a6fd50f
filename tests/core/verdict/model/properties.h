// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/verifier.h"
#include "history.h"

#include <QStringList>

namespace doorbuster::model {

/// A history with its verdict.
struct Judged {
    explicit Judged(const Scenario &scenario);

    std::unique_ptr<History> history;
    VerificationReport report;
};

/// The verdict fails a right shop: the checks that do so wrongly. Empty where all is well, or the shop is wrong.
std::vector<CheckId> falseAlarms(const Judged &judged);
/// It passes although nobody bought anything.
bool passesUntested(const Judged &judged);
/// A check that is there for this defect has a word on it.
bool isFound(const Judged &judged);
std::vector<CheckId> checksThatSpeak(const Judged &judged);

/// What is wrong with a verdict, each in words that stay the same when the history gets smaller.
QStringList problemsOf(const Judged &judged);
QString falseAlarmOf(CheckId check);
QString passWithoutPurchase();
QString missedDefect(Defect defect);
/// A smaller scenario with the same problem.
Scenario shrunk(Scenario scenario, const QString &problem);
/// The history as a story: the shop, the rows that are wrong, and what became of the buyers concerned, or of all.
QString storyOf(const Scenario &scenario, bool everybody = false);
QString storyOf(const Judged &judged, bool everybody = false);

/// Takes away what could not be read, as failures and stops do. What stays is as it was.
void loseReadings(History &history, quint64 seed);
/// Whether the books lack the stock, or a buyer's orders.
bool lacksBooks(const VerificationInput &input);
/// Bends what was recorded as well, as crashes and strange shops do.
void punchHoles(History &history, quint64 seed);

} // namespace doorbuster::model
