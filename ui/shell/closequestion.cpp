// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/closequestion.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace doorbuster {

namespace {

struct CloseQuestion {
    Q_DECLARE_TR_FUNCTIONS(CloseQuestion)
};

} // namespace

RunAtClose askWhatBecomesOfRun(QWidget *window)
{
    QMessageBox box(QMessageBox::Question, CloseQuestion::tr("A run is in progress"),
        CloseQuestion::tr("A run is in progress. What should happen to it?"), QMessageBox::NoButton, window);
    QPushButton *verify = box.addButton(CloseQuestion::tr("&Stop, verify, then close"), QMessageBox::AcceptRole);
    QPushButton *now = box.addButton(CloseQuestion::tr("&End without a verdict"), QMessageBox::DestructiveRole);
    QPushButton *stay = box.addButton(CloseQuestion::tr("&Keep running"), QMessageBox::RejectRole);
    box.setDefaultButton(stay);
    box.setEscapeButton(stay);
    box.exec();
    if (box.clickedButton() == verify)
        return RunAtClose::StopsAndVerifies;
    return box.clickedButton() == now ? RunAtClose::Aborts : RunAtClose::GoesOn;
}

} // namespace doorbuster
