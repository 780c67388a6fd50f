// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/verification.h"
#include "ui/verdict/checksfilter.h"

#include <QWidget>

#include <array>
#include <memory>

class QLineEdit;
class QSettings;
class QToolButton;

namespace doorbuster {

class ChecksModel;
class TableView;

/// The checks of a verdict, to be filtered, sorted, copied and saved.
class ChecksPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ChecksPanel(QWidget *parent = nullptr);

    /// Selects the first of the worst checks.
    void setReport(const std::shared_ptr<const VerificationReport> &report);
    /// Selects the check of this id where there is one; else the selection stays.
    void select(CheckId id);
    const CheckRow *current() const; ///< the selected check; null while none is

    void saveLayout(QSettings &settings) const;
    void restoreLayout(const QSettings &settings);
    void resetLayout();

protected:
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void currentChanged();
    void exportWanted(); ///< as CSV

private:
    static constexpr std::size_t groupCount = 6;

    QWidget *makeFilters();
    void count();
    void fitColumns();
    void selectWorst();
    void keepSelection();
    void copy();

    ChecksModel *m_model;
    ChecksFilter *m_filter;
    TableView *m_table = nullptr;
    std::array<QToolButton *, groupCount> m_groups{};
    QLineEdit *m_text = nullptr;
    std::array<QToolButton *, 2> m_uses{}; ///< copy and export
    QByteArray m_defaultColumns;
};

} // namespace doorbuster
