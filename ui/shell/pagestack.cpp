// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/pagestack.h"

#include "ui/profile/profilepage.h"
#include "ui/run/runpage.h"
#include "ui/verdict/verdictpage.h"
#include "ui/widgets/messagebar.h"

#include <QListWidget>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace doorbuster {

namespace {

constexpr int navigationWidth = 116;

} // namespace

PageStack::PageStack(ProfileDocument &document, RunController &controller, QWidget *parent)
    : QWidget(parent)
    , m_messages(new MessageBar(this))
    , m_navigation(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_profilePage(new ProfilePage(document, this))
    , m_runPage(new RunPage(controller, this))
    , m_verdictPage(new VerdictPage(controller, this))
{
    m_navigation->setProperty("navigation", true);
    m_navigation->setAccessibleName(tr("Pages"));
    m_navigation->setFixedWidth(navigationWidth);
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_navigation->setFrameShape(QFrame::NoFrame);
    m_navigation->addItems({tr("Profile"), tr("Run"), tr("Verdict")});
    // In the order of Page.
    m_pages->addWidget(m_profilePage);
    m_pages->addWidget(m_runPage);
    m_pages->addWidget(m_verdictPage);

    auto *left = new QVBoxLayout;
    left->setContentsMargins(4, 8, 0, 8);
    left->addWidget(m_navigation);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(12, 12, 12, 12);
    right->setSpacing(8);
    right->addWidget(m_messages);
    right->addWidget(m_pages, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(left);
    layout->addLayout(right, 1);

    connect(m_navigation, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_pages->setCurrentIndex(row);
    });
}

void PageStack::showPage(Page page)
{
    m_navigation->setCurrentRow(int(page));
}

PageStack::Page PageStack::page() const
{
    return Page(m_pages->currentIndex());
}

void PageStack::saveLayout(QSettings &settings) const
{
    m_profilePage->saveLayout(settings);
    m_runPage->saveLayout(settings);
    m_verdictPage->saveLayout(settings);
}

void PageStack::restoreLayout(QSettings &settings)
{
    m_profilePage->restoreLayout(settings);
    m_runPage->restoreLayout(settings);
    m_verdictPage->restoreLayout(settings);
}

void PageStack::resetLayout()
{
    m_profilePage->resetLayout();
    m_runPage->resetLayout();
    m_verdictPage->resetLayout();
}

} // namespace doorbuster
