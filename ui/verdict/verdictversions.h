// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QWidget>

#include <memory>
#include <vector>

class QAction;
class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace doorbuster {

class Card;

/// When a run was verified. Where that was more than once, there is one chip for each verdict, the latest first, and
/// while an earlier one is chosen, a banner that says so and leads back.
class VerdictVersions final : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t maxShown = 12; ///< the latest ones; the result file has them all

    explicit VerdictVersions(QWidget *parent = nullptr);

    /// A button at the right end, which triggers and follows the action.
    void addButton(QAction *action);
    /// Chooses the latest, without chosen().
    void setResult(const std::shared_ptr<const RunResult> &result);
    std::shared_ptr<const VerificationReport> current() const; ///< null without a result

Q_SIGNALS:
    void chosen(); ///< by hand: current() is another one

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeBanner();
    void choose(int index);
    void showChoice();
    void fitChips();
    void updateVisibility();

    std::vector<std::shared_ptr<const VerificationReport>> m_reports; ///< the latest first
    int m_current = 0;
    QButtonGroup *m_group = nullptr;
    QLabel *m_caption = nullptr;
    QScrollArea *m_area = nullptr;
    QHBoxLayout *m_row = nullptr;
    QPushButton *m_button = nullptr;
    Card *m_banner = nullptr;
    QLabel *m_bannerSign = nullptr;
    QLabel *m_bannerText = nullptr;
};

} // namespace doorbuster
