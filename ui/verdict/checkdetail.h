// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"
#include "ui/verdict/buyerstory.h"

#include <QWidget>

#include <memory>

class QLabel;
class QScrollArea;

namespace doorbuster {

class CheckChart;
class EvidencePanel;
class VerdictBadge;

/// One check told in full: what was found, its chart where it has one, what it means and what to do, its evidence, and
/// the story of the buyer that the selected finding is about, which is looked for in the background: a ledger can hold
/// millions of journeys.
class CheckDetail final : public QWidget {
    Q_OBJECT
public:
    explicit CheckDetail(QWidget *parent = nullptr);

    /// `check` is one of `report`, which is a verdict of this result; null shows that none is selected. Charts are made
    /// from the latest reading of the books, so that an earlier verdict has none.
    void setCheck(const std::shared_ptr<const RunResult> &result,
        const std::shared_ptr<const VerificationReport> &report, const CheckRow *check);

Q_SIGNALS:
    void evidenceExportWanted(); ///< of the check that is shown

private:
    QWidget *makeContent();
    void lookForStory();
    void showStory(const QString &buyer, const std::vector<StoryLine> &story);

    std::shared_ptr<const VerificationReport> m_report;
    std::shared_ptr<const BuyerStories> m_stories;
    QString m_buyer; ///< whose story is shown, or is being looked for
    quint64 m_asked = 0; ///< stories that were looked for; the last one counts
    QLabel *m_title = nullptr;
    VerdictBadge *m_badge = nullptr;
    QLabel *m_note = nullptr;
    QLabel *m_expected = nullptr;
    QLabel *m_actual = nullptr;
    QLabel *m_difference = nullptr;
    CheckChart *m_chart = nullptr;
    QLabel *m_meaningTitle = nullptr;
    QLabel *m_meaning = nullptr;
    EvidencePanel *m_evidence = nullptr;
    QLabel *m_storyTitle = nullptr;
    QLabel *m_story = nullptr;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_content = nullptr;
};

} // namespace doorbuster
