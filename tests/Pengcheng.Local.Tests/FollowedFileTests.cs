using System.Text;
using Pengcheng.Local.Display;

namespace Pengcheng.Local.Tests;

public sealed class FollowedFileTests
{
    [Test]
    public void Each_line_is_told_once_and_when_it_is_whole()
    {
        using var scratch = new Scratch();
        var path = scratch.File("detached.out");
        var file = new FollowedFile(path);
        Assert.That(file.NewLines(), Is.Empty, "there is no file yet");

        using var writer = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        var text = Encoding.UTF8.GetBytes("  sandbox: 正在启动\n\n+ sandbox: ✓\nlast");
        var told = new List<string>();
        foreach (var one in text)
        {
            writer.WriteByte(one);
            writer.Flush();
            told.AddRange(file.NewLines());
        }

        Assert.That(told, Is.EqualTo(new[] { "  sandbox: 正在启动", "+ sandbox: ✓" }));
        writer.Write(" one\n"u8);
        writer.Flush();
        Assert.That(file.NewLines(), Is.EqualTo(new[] { "last one" }));
    }
}
