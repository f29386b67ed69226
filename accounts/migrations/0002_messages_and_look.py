import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bookmark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_to', models.BigIntegerField(default=0)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'place in a thread',
                'verbose_name_plural': 'places in threads',
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=2000)),
                ('sent_at', models.DateTimeField()),
                ('client_id', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'message',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='user',
            name='text_size',
            field=models.CharField(choices=[('usual', 'Usual'), ('large', 'Large'), ('largest', 'Very large')], db_default='usual', default='usual', max_length=7, verbose_name='text size'),
        ),
        migrations.AddField(
            model_name='user',
            name='theme',
            field=models.CharField(choices=[('system', 'As my phone says'), ('light', 'Light'), ('dark', 'Dark')], db_default='system', default='system', max_length=6, verbose_name='colours'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('theme__in', ['system', 'light', 'dark'])), name='theme_is_known'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('text_size__in', ['usual', 'large', 'largest'])), name='text_size_is_known'),
        ),
        migrations.AddField(
            model_name='bookmark',
            name='patient',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='bookmark',
            name='reader',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookmarks', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='message',
            name='patient',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='message',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='messages_written', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='bookmark',
            constraint=models.UniqueConstraint(fields=('patient', 'reader'), name='bookmark_once_a_thread'),
        ),
        migrations.AddConstraint(
            model_name='bookmark',
            constraint=models.CheckConstraint(condition=models.Q(('read_to__gte', 0)), name='bookmark_from_0'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['patient', '-id'], name='messages_of_patient'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(fields=('patient', 'written_by', 'client_id'), name='message_sent_twice_once'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('client_id', ''), _negated=True), name='message_has_client_id'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='message_says_something'),
        ),
    ]
