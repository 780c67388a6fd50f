// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/verification.h"

#include <QWidget>

#include <memory>

class QLabel;
class QSortFilterProxyModel;
class QToolButton;

namespace doorbuster {

class EvidenceModel;
class TableView;

/// The findings of one check as a table, the worst first until it is sorted otherwise, with their number, a way to the
/// worst one, copy and export.
class EvidencePanel final : public QWidget {
    Q_OBJECT
public:
    explicit EvidencePanel(QWidget *parent = nullptr);

    /// Selects the worst finding, or else the first.
    void setEvidence(std::shared_ptr<const Evidence> evidence);
    /// The buyer that the selected finding is about; empty where it is about none.
    QString selectedBuyer() const;

Q_SIGNALS:
    void selectionChanged();
    void exportWanted(); ///< as CSV

private:
    void showWorst();
    void fitHeight();

    EvidenceModel *m_model;
    QSortFilterProxyModel *m_order;
    QLabel *m_count = nullptr;
    QToolButton *m_worst = nullptr;
    QToolButton *m_copy = nullptr;
    QToolButton *m_export = nullptr;
    TableView *m_table = nullptr;
};

} // namespace doorbuster
