// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/console/console.h"

#include "core/profile/executor.h"
#include "core/report/console/consoletables.h"
#include "core/report/console/texttable.h"
#include "core/report/k6/k6lineformat.h"
#include "core/text/format.h"

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/ioctl.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using std::chrono::nanoseconds;
using Seconds = std::chrono::duration<double>;

constexpr int defaultColumns = 80;
constexpr int minBar = 10;
constexpr int maxBar = 40;

#ifdef Q_OS_UNIX
bool isTerminal(std::FILE *stream)
{
    return isatty(fileno(stream)) == 1;
}

int columnsOf(std::FILE *stream)
{
    winsize size{};
    return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : defaultColumns;
}
#else
/// Plain lines, which every console understands.
bool isTerminal(std::FILE *)
{
    return false;
}

int columnsOf(std::FILE *)
{
    return defaultColumns;
}
#endif

QString plannedClock(const std::optional<nanoseconds> &planned)
{
    return planned ? QString(u'/' + formatClock(*planned)) : QString();
}

bool underLoad(RunPhase phase)
{
    return phase == RunPhase::Load || phase == RunPhase::Draining;
}

QString stockText(const RunSnapshot &snapshot)
{
    return u"stock "_s + formatCount(snapshot.stock);
}

QString confirmedText(const RunSnapshot &snapshot)
{
    return u"confirmed "_s + formatNumber(snapshot.figures.total(MetricId::FsConfirmSuccess).count);
}

/// The buyers' sockets, where the transport tells.
QStringList socketsText(const RunSnapshot &snapshot)
{
    const auto &open = snapshot.health.openSockets;
    return open ? QStringList{u"sockets "_s + formatCount(*open)} : QStringList();
}

QString usersText(const RunSnapshot &snapshot)
{
    return u"VUs "_s + formatCount(snapshot.vusActual) + u'/' + formatCount(snapshot.vusPlanned);
}

QString failedText(const RunSnapshot &snapshot)
{
    const SeriesValue &failed = snapshot.figures.total(MetricId::HttpReqFailed);
    return u"failed "_s + (failed.samples > 0 ? formatPercent(failed.count / double(failed.samples)) : absentText());
}

/// As it was measured, and from the intended starts.
QString p95Text(const RunSnapshot &snapshot)
{
    const auto p95 = [&](MetricId metric) {
        return formatMilliseconds(snapshot.figures.total(metric).trend.percentile(95) / 1e6);
    };
    return u"p95 "_s + p95(MetricId::HttpReqDuration) + u" (since planned "_s + p95(MetricId::FsFromIntendedStart)
        + u')';
}

/// Requests in the last second that is complete.
QString currentRate(const RunSnapshot &snapshot)
{
    const std::span<const SecondRow> rows = snapshot.figures.rows();
    const auto last = std::find_if(rows.rbegin(), rows.rend(), [](const SecondRow &row) { return row.final; });
    return last == rows.rend() ? QString(absentText() + "/s"_L1) : formatRate(last->all.count);
}

/// How far the phase is, 0…1, where that is known.
std::optional<double> progressOf(const RunSnapshot &snapshot)
{
    if (snapshot.phase == RunPhase::Verifying) {
        return snapshot.buyersToVerify > 0
            ? std::optional(double(snapshot.verifiedBuyers) / double(snapshot.buyersToVerify))
            : std::nullopt;
    }
    if (!snapshot.phasePlanned || snapshot.phasePlanned->count() <= 0) {
        return std::nullopt;
    }
    return double(snapshot.phaseElapsed.count()) / double(snapshot.phasePlanned->count());
}

QString scenarioLines(const LoadSettings &load)
{
    const auto plan = makeExecutor(load);
    const auto text = [](nanoseconds time) {
        return goDuration(std::chrono::duration_cast<std::chrono::milliseconds>(time));
    };
    return u"  scenarios: (100.00%) 1 scenario, %1 max VUs, %2 max duration (incl. graceful stop):\n"_s.arg(
               QString::number(plan->peak()), text(plan->hardEnd()))
        + u"           * default: Up to %1 looping VUs for %2 over %3 stages (gracefulRampDown: %4, gracefulStop: %5)\n"_s
              .arg(QString::number(plan->peak()), text(plan->duration()), QString::number(plan->stageCount()),
                  goDuration(load.gracefulRampDown), goDuration(load.gracefulStop));
}

QString saleText(const SaleSettings &sale)
{
    if (sale.mode == SaleMode::Existing) {
        return u"the existing sale "_s + displayText(sale.id, 80);
    }
    return formatCount(sale.startingQuantity) + " units for "_L1 + goDuration(sale.duration);
}

} // namespace

ConsoleStyle ConsoleStyle::of(std::FILE *stream, bool noColor, bool quiet)
{
    ConsoleStyle style;
    style.quiet = quiet;
    style.terminal = isTerminal(stream) && qgetenv("TERM") != "dumb";
    style.colour = style.terminal && !noColor && !quiet && qEnvironmentVariableIsEmpty("NO_COLOR");
    style.columns = [stream] { return columnsOf(stream); };
    return style;
}

ConsoleReporter::ConsoleReporter(QTextStream &out, ConsoleStyle style)
    : m_out(out)
    , m_style(std::move(style))
{
}

void ConsoleReporter::begin(const Profile &profile, const QString &profileName)
{
    if (m_style.quiet || isGivenUp()) {
        return;
    }
    const QString name = profile.name.isEmpty() ? profileName : profile.name;
    m_out << "  " << painted(u"Doorbuster "_s + QStringLiteral(DOORBUSTER_VERSION), Colour::Strong, m_style.colour)
          << '\n';
    m_out << "  profile:   " << (name.isEmpty() ? absentText() : displayText(name)) << '\n';
    m_out << "  target:    " << displayText(displayUrl(profile.target.apiBase)) << '\n';
    m_out << "  sale:      " << saleText(profile.sale) << '\n';
    m_out << scenarioLines(profile.load) << '\n';
    m_out.flush();
}

void ConsoleReporter::progress(const RunSnapshot &snapshot)
{
    if (m_style.quiet || isGivenUp()) {
        return;
    }
    if (m_phase != snapshot.phase) {
        enterPhase(snapshot);
    }
    if (snapshot.elapsed >= m_nextLine) {
        m_nextLine = (snapshot.elapsed / lineInterval + 1) * nanoseconds(lineInterval);
        if (m_phase != RunPhase::Finished && m_phase != RunPhase::Failed && m_phase != RunPhase::Aborted) {
            writeLine(progressLine(snapshot));
        }
    }
    if (m_style.terminal) {
        drawBar(snapshot);
    }
    m_out.flush();
}

void ConsoleReporter::enterPhase(const RunSnapshot &snapshot)
{
    m_phase = snapshot.phase;
    if (snapshot.phase == RunPhase::Load) {
        m_windowStart = snapshot.elapsed - snapshot.phaseElapsed;
        m_windowRequests = 0;
    }
    if (snapshot.phase == RunPhase::Idle || m_nextLine.count() == 0) {
        m_nextLine = lineInterval;
    }
    const QString planned = snapshot.phasePlanned && snapshot.phasePlanned->count() > 0
        ? QString(" ("_L1 + formatClock(*snapshot.phasePlanned) + u')')
        : QString();
    writeLine(u"  "_s + formatClock(snapshot.elapsed).rightJustified(5) + "  "_L1
        + painted(toString(snapshot.phase).toString(), Colour::Strong, m_style.colour) + planned);
}

QString ConsoleReporter::progressLine(const RunSnapshot &snapshot)
{
    QStringList parts{formatClock(snapshot.elapsed).rightJustified(5), toString(snapshot.phase).toString()};
    if (underLoad(snapshot.phase)) {
        if (snapshot.phase == RunPhase::Load && snapshot.stages > 0) {
            parts.back() += u' ' + QString::number(snapshot.stage + 1) + u'/' + QString::number(snapshot.stages);
        }
        const double requests = snapshot.figures.total(MetricId::HttpReqs).count;
        const double window = Seconds(snapshot.elapsed - m_windowStart).count();
        parts.append({usersText(snapshot),
            formatRate(window > 0 ? (requests - m_windowRequests) / window : std::numeric_limits<double>::quiet_NaN()),
            failedText(snapshot), p95Text(snapshot), confirmedText(snapshot), stockText(snapshot)});
        parts.append(socketsText(snapshot));
        m_windowStart = snapshot.elapsed;
        m_windowRequests = requests;
        if (snapshot.health.generatorBound()) {
            parts.append(painted(u"generator-bound"_s, Colour::Warning, m_style.colour));
        }
    } else if (snapshot.phase == RunPhase::Verifying && snapshot.buyersToVerify > 0) {
        parts.append(formatCount(snapshot.verifiedBuyers) + u'/' + formatCount(snapshot.buyersToVerify) + " buyers"_L1);
    }
    return u"  "_s + parts.join("  "_L1);
}

void ConsoleReporter::message(const QString &text)
{
    if (m_style.quiet || isGivenUp()) {
        return;
    }
    writeLine(u"  "_s + displayText(text, 600));
    m_out.flush();
}

void ConsoleReporter::error(const QString &text)
{
    if (isGivenUp()) {
        return;
    }
    writeLine(painted(u"  \u2715 "_s + displayText(text, 600), Colour::Bad, m_style.colour));
    m_out.flush();
}

void ConsoleReporter::finish(const RunResult &result)
{
    if (isGivenUp()) {
        return;
    }
    clearBar();
    if (!m_style.quiet) {
        const bool colour = m_style.colour;
        m_out << '\n'
              << console::thresholdsBlock(result, colour) << console::totalsBlock(result, colour)
              << console::requestsBlock(result, colour) << console::failuresBlock(result, colour)
              << console::saleBlock(result, colour) << console::verificationBlock(result, colour)
              << console::generatorBlock(result, colour);
    }
    m_out << console::verdictBlock(result, m_style.colour);
    m_out.flush();
}

void ConsoleReporter::clearBar()
{
    if (m_barShown) {
        m_out << "\r\x1b[K";
        m_barShown = false;
    }
}

void ConsoleReporter::drawBar(const RunSnapshot &snapshot)
{
    const int columns = m_style.columns ? m_style.columns() : defaultColumns;
    QStringList parts;
    const auto progress = progressOf(snapshot);
    if (progress) {
        parts.append(QString::number(int(std::clamp(*progress, 0.0, 1.0) * 100)).rightJustified(3) + " %"_L1);
    }
    parts.append(formatClock(snapshot.phaseElapsed) + plannedClock(snapshot.phasePlanned));
    if (underLoad(snapshot.phase)) {
        parts.append({usersText(snapshot), currentRate(snapshot), confirmedText(snapshot), stockText(snapshot)});
        if (snapshot.health.generatorBound()) {
            parts.append(u"generator-bound"_s);
        }
    } else if (snapshot.phase == RunPhase::Verifying && snapshot.buyersToVerify > 0) {
        parts.append(formatCount(snapshot.verifiedBuyers) + u'/' + formatCount(snapshot.buyersToVerify) + " buyers"_L1);
    }
    QString line = u"  "_s + toString(snapshot.phase) + "  "_L1;
    const QString tail = parts.join("  "_L1);
    const int room = columns - 1 - displayWidth(line) - displayWidth(tail) - 4; // brackets and two spaces
    if (progress && room >= minBar) {
        const int width = std::min(room, maxBar);
        const int done = int(std::clamp(*progress, 0.0, 1.0) * width);
        line += u'[' + QString(done, u'=') + QString(width - done, u'-') + "]  "_L1;
    }
    clearBar();
    m_out << cutToWidth(line + tail, columns - 1); // a full last column would wrap on some terminals
    m_barShown = true;
}

void ConsoleReporter::writeLine(const QString &line)
{
    clearBar();
    m_out << line << '\n';
}

} // namespace doorbuster
