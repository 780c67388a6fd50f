// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/generatorhealthtext.h"
#include "ui/run/generatormodel.h"

#include <QWidget>

class QLabel;

namespace doorbuster {

class TableView;

/// Whether the generator kept up, in a word with its reasons, above what it measured of itself.
class GeneratorPanel final : public QWidget {
    Q_OBJECT
public:
    explicit GeneratorPanel(QWidget *parent = nullptr);

    void setFigures(const RunFigures &figures);
    GeneratorModel &model() { return m_model; }
    TableView &view() const { return *m_view; }
    QString headline() const; ///< "✓ healthy"
    QString reasons() const;

private:
    void tell();

    GeneratorModel m_model;
    GeneratorState m_state;
    QLabel *m_headline = nullptr;
    QLabel *m_reasons = nullptr;
    TableView *m_view = nullptr;
};

} // namespace doorbuster
