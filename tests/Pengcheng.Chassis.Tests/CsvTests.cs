using Pengcheng.Chassis.Http;

namespace Pengcheng.Chassis.Tests;

public sealed class CsvTests
{
    [Test]
    public void A_spreadsheet_reads_cells_as_they_are()
    {
        var csv = Csv.Write([["a,b", "say \"no\"", "=1+1", "@x", "-5", "-x", "two\nlines", ""]]);
        Assert.That(csv, Is.EqualTo("\uFEFF\"a,b\",\"say \"\"no\"\"\",'=1+1,'@x,-5,'-x,\"two\nlines\",\r\n"));
    }
}
