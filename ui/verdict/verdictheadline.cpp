// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/verdictheadline.h"

#include "ui/theme/appearance.h"
#include "ui/verdict/verdicthalfcard.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr std::size_t failuresShown = 2;

} // namespace

VerdictHeadline::VerdictHeadline(QWidget *parent)
    : QWidget(parent)
    , m_books(new VerdictHalfCard(tr("The shop’s books"), u"headline"_s, this))
    , m_thresholds(new VerdictHalfCard(tr("The limits you set"), u"thresholdsHeadline"_s, this))
    , m_remarks(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(pageSpacing);
    auto *halves = new QHBoxLayout;
    halves->setSpacing(pageSpacing);
    halves->addWidget(m_books, 1);
    halves->addWidget(m_thresholds, 1);
    layout->addLayout(halves);
    m_remarks->setSpacing(4);
    layout->addLayout(m_remarks);
    connect(&Appearance::instance(), &Appearance::changed, this, &VerdictHeadline::recolour);
}

void VerdictHeadline::setSummary(const VerdictSummary &summary)
{
    m_summary = summary;
    m_books->setHalf(summary.books,
        {{tr("Stock"), summary.starting, u"starting"_s}, {tr("Paid"), summary.paid, u"paid"_s},
            {tr("Left"), summary.remaining, u"remaining"_s},
            {tr("Difference"), summary.difference, u"difference"_s, summary.differs}});
    std::vector<HeadlineFigure> failed;
    const std::size_t shown = std::min(summary.failedThresholds.size(), failuresShown);
    for (std::size_t i = 0; i < shown; ++i) {
        const FailedThreshold &threshold = summary.failedThresholds[i];
        failed.push_back({threshold.rule, threshold.actual, u"failedThreshold"_s, true});
    }
    m_thresholds->setHalf(summary.thresholds, failed);
    showRemarks();
    recolour();
}

void VerdictHeadline::showRemarks()
{
    while (QLayoutItem *item = m_remarks->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const VerdictRemark &remark : m_summary.remarks) {
        auto *label = new QLabel(this);
        label->setTextFormat(Qt::PlainText);
        label->setObjectName(u"remark"_s);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setText(signOf(remark.tone).sign + u' ' + remark.text);
        m_remarks->addWidget(label);
    }
}

void VerdictHeadline::recolour()
{
    for (std::size_t i = 0; i < m_summary.remarks.size(); ++i) {
        QPalette palette;
        palette.setColor(QPalette::WindowText, signOf(m_summary.remarks[i].tone).color);
        m_remarks->itemAt(int(i))->widget()->setPalette(palette);
    }
}

} // namespace doorbuster
