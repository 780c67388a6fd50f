// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/runresult.h"

#include <QWidget>

#include <memory>
#include <vector>

class QButtonGroup;
class QLabel;
class QScrollArea;

namespace doorbuster {

class Card;

/// The verdicts of a run that was verified again: one chip for each, the latest first, and while an earlier one is
/// chosen, a banner that says so and leads back. Hidden where a run has one verdict only.
class VerdictVersions final : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t maxShown = 12; ///< the latest ones; the result file has them all

    explicit VerdictVersions(QWidget *parent = nullptr);

    /// Chooses the latest, without chosen().
    void setResult(const std::shared_ptr<const RunResult> &result);
    std::shared_ptr<const VerificationReport> current() const; ///< null without a result

Q_SIGNALS:
    void chosen(); ///< by hand: current() is another one

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeBanner();
    void choose(int index);
    void tellChoice();
    void fitHeight();

    std::vector<std::shared_ptr<const VerificationReport>> m_reports; ///< the latest first
    int m_current = 0;
    QButtonGroup *m_group = nullptr;
    QScrollArea *m_area = nullptr;
    Card *m_banner = nullptr;
    QLabel *m_bannerSign = nullptr;
    QLabel *m_bannerText = nullptr;
};

} // namespace doorbuster
