// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/export/resultexport.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;

namespace doorbuster {

/// What of a run is to be exported, how, and where to. What this run does not have is disabled and says why.
class ExportForm final : public QWidget {
    Q_OBJECT
public:
    explicit ExportForm(const ExportSource &source, QWidget *parent = nullptr);

    ExportChoice choice() const;
    void setFolder(const QString &folder);

Q_SIGNALS:
    void changed();

private:
    QWidget *makeKinds(const ExportSource &source);
    QWidget *makeCharts();
    QWidget *makeTarget(const ExportSource &source);
    void addKind(ExportKind kind, const ExportSource &source, QGridLayout *grid, int row);
    void follow();
    void browse();

    std::array<QCheckBox *, exportKindCount> m_kinds{};
    std::array<QCheckBox *, runChartCount> m_charts{};
    QCheckBox *m_compress = nullptr;
    QWidget *m_chartOptions = nullptr;
    QComboBox *m_image = nullptr;
    QComboBox *m_scale = nullptr;
    QComboBox *m_colours = nullptr;
    QLineEdit *m_folder = nullptr;
    QLineEdit *m_name = nullptr;
};

} // namespace doorbuster
