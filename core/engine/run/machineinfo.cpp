// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/machineinfo.h"

#include <QFile>
#include <QRegularExpression>
#include <QSysInfo>
#include <QThread>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

/// First capture of `pattern` in a file of /proc; empty on systems that have none.
QString fromProc(const QString &file, const QString &pattern)
{
    QFile proc(file);
    if (!proc.open(QIODevice::ReadOnly))
        return {};
    const auto match =
        QRegularExpression(pattern, QRegularExpression::MultilineOption).match(QString::fromUtf8(proc.read(64 * 1024)));
    return match.captured(1).trimmed();
}

} // namespace

MachineInfo describeMachine()
{
    MachineInfo machine;
    machine.system = QSysInfo::prettyProductName();
    machine.kernel = QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion();
    machine.architecture = QSysInfo::currentCpuArchitecture();
    machine.processor = fromProc(u"/proc/cpuinfo"_s, u"^model name\\s*:\\s*(.+)$"_s);
    machine.cores = QThread::idealThreadCount();
    machine.memory = fromProc(u"/proc/meminfo"_s, u"^MemTotal:\\s*(\\d+) kB$"_s).toLongLong() * 1024;
    machine.qtVersion = QString::fromLatin1(qVersion());
    machine.version = QStringLiteral(DOORBUSTER_VERSION);
    return machine;
}

} // namespace doorbuster
